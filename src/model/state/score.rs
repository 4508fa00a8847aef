//! How many points a score may have.

use super::{Split, State, Truth};
use crate::model::tree::QuestionRef;

impl State<'_> {
    pub(super) fn test_score(&self, add: &[QuestionRef], min: i64, max: i64) -> Truth {
        let (low, high, split) = self.points(add);
        match split {
            _ if high < min || max < low => Truth::No,
            _ if min <= low && high <= max => Truth::Yes,
            Some(split) if low < min => Truth::Open(split),
            Some(split) => Truth::Open(split.turn()),
            None => Truth::No,
        }
    }

    /// The fewest and the most points of some questions, and a split whose first part has more.
    pub(crate) fn points(&self, add: &[QuestionRef]) -> (i64, i64, Option<Split>) {
        let (mut low, mut high, mut split) = (0, 0, None);
        for question in add {
            let asked = self.asked[question.index()];
            if asked == Truth::No {
                continue;
            }
            let domain = self.domains[question.index()];
            let (mut least, mut most) = domain.points(&self.tree[*question]);
            let cut = if least < most {
                domain
                    .cut_points(&self.tree[*question])
                    .map(|cut| Split::new(*question, cut))
            } else {
                None
            };
            if let Truth::Open(open) = asked {
                (least, most) = (least.min(0), most.max(0));
                split = split.or(Some(open).filter(|_| least < most));
            }
            split = split.or(cut);
            (low, high) = (low + least, high + most);
        }
        (low, high, split)
    }
}
