//! One pass over the tree with answers that may be open: what holds, what does not, and what cannot be told yet.
//!
//! Open does not mean "could be either": two conditions may hang together. It means that this pass cannot tell, and
//! names one question that, divided, brings it closer. [`walk`](super::walk) divides until nothing that matters is open.

use super::answers::Answers;
use super::condition::{Condition, Test};
use super::document::Stop;
use super::domain::{Cut, Domain};
use super::tree::{BranchRef, NodeRef, QuestionRef, ScaleRef, To, Tree};
use std::cell::Cell;

/// A question to divide, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Split {
    pub(crate) question: QuestionRef,
    pub(crate) cut: Cut,
    /// Whether it is the second part that brings what is open closer to yes.
    turned: bool,
}

impl Split {
    pub(crate) fn new(question: QuestionRef, cut: Cut) -> Self {
        Split {
            question,
            cut,
            turned: false,
        }
    }

    /// The same division, seen from what is open the other way round.
    fn turn(self) -> Self {
        Split {
            turned: !self.turned,
            ..self
        }
    }

    /// Both parts of a domain, without those that are empty; first the one that brings it closer to yes.
    pub(crate) fn parts(self, tree: &Tree, whole: Domain) -> impl Iterator<Item = Domain> + use<> {
        let [first, second] = whole.divide(&tree[self.question], self.cut);
        let parts = if self.turned {
            [second, first]
        } else {
            [first, second]
        };
        parts.into_iter().flatten()
    }
}

/// What one pass can tell of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    Yes,
    No,
    Open(Split),
}

impl Truth {
    pub(crate) fn not(self) -> Self {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Open(split) => Truth::Open(split.turn()),
        }
    }

    /// Whether it is as `wanted`.
    pub(crate) fn is(self, wanted: bool) -> Self {
        if wanted { self } else { self.not() }
    }

    pub(crate) fn and(self, other: impl FnOnce() -> Truth) -> Self {
        match self {
            Truth::No => Truth::No,
            Truth::Yes => other(),
            open => {
                if other() == Truth::No {
                    Truth::No
                } else {
                    open
                }
            }
        }
    }

    pub(crate) fn or(self, other: impl FnOnce() -> Truth) -> Self {
        match self {
            Truth::Yes => Truth::Yes,
            Truth::No => other(),
            open => {
                if other() == Truth::Yes {
                    Truth::Yes
                } else {
                    open
                }
            }
        }
    }

    pub(crate) fn split(self) -> Option<Split> {
        if let Truth::Open(split) = self {
            Some(split)
        } else {
            None
        }
    }
}

/// The values a scale may have in this pass, and a split that would tell more.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    pub(crate) values: u64,
    pub(crate) split: Option<Split>,
}

/// A pass over the tree: domains in, what holds out.
pub(crate) struct State<'t> {
    pub(crate) tree: &'t Tree,
    pub(crate) domains: Vec<Domain>,
    pub(crate) asked: Vec<Truth>,
    pub(crate) reached: Vec<Truth>,
    /// The nodes that may be reached, in order. All else is as it was before the pass, so that it costs nothing.
    pub(crate) route: Vec<NodeRef>,
    /// What each scale may be, once somebody asked.
    scales: Vec<Cell<Option<Range>>>,
    /// The values each scale is known to be limited to, as bit sets.
    pub(crate) limits: Vec<u64>,
    /// Branches that may be taken, in order.
    pub(crate) taken: Vec<(BranchRef, Truth)>,
    /// Levels that may be suggested.
    pub(crate) levels: Range,
}

impl<'t> State<'t> {
    pub(crate) fn new(tree: &'t Tree) -> Self {
        State {
            tree,
            domains: tree.questions.iter().map(Domain::free).collect(),
            asked: vec![Truth::No; tree.questions.len()],
            reached: vec![Truth::No; tree.nodes.len()],
            route: Vec::new(),
            scales: vec![Cell::new(None); tree.scales.len()],
            limits: vec![u64::MAX; tree.scales.len()],
            taken: Vec::new(),
            levels: Range {
                values: 0,
                split: None,
            },
        }
    }

    pub(crate) fn of(tree: &'t Tree, answers: &Answers) -> Self {
        let mut state = Self::new(tree);
        for (question, answer) in answers.iter() {
            state.domains[question.index()] = Domain::of(&tree[question], answer);
        }
        state
    }

    /// The same tree with these answers still possible.
    pub(crate) fn with(tree: &'t Tree, domains: &[Domain]) -> Self {
        let mut state = Self::new(tree);
        state.domains.copy_from_slice(domains);
        state
    }

    /// Goes down the tree once. Everything else reads what this leaves behind.
    pub(crate) fn pass(&mut self) {
        self.ask();
        self.end();
    }

    /// Goes down the tree, but does not follow the branches at its end: enough for all that needs no level.
    pub(crate) fn ask(&mut self) {
        let tree = self.tree;
        self.forget();
        self.arrive(NodeRef(0), Truth::Yes);
        // While nothing may have ended or gone further ahead, all walks are here.
        let (mut ended, mut ahead, mut next) = (false, NodeRef(0), 0);
        while let Some(here) = self.route.get(next).copied() {
            next += 1;
            if !ended && ahead <= here {
                self.reached[here.index()] = Truth::Yes;
            }
            let reached = self.reached[here.index()];
            for question in tree[here].questions.clone().map(QuestionRef) {
                self.asked[question.index()] = reached.and(|| self.may(&tree[question].when));
            }
            if here.index() + 1 == tree.nodes.len() {
                break;
            }
            let left = self.leave(here, reached, &mut ended, &mut ahead);
            if left == Truth::No
                && ended
                && self
                    .taken
                    .last()
                    .is_some_and(|(_, truth)| *truth == Truth::Yes)
            {
                break;
            }
        }
    }

    /// Takes back what the pass before left behind.
    fn forget(&mut self) {
        self.taken.clear();
        for here in self.route.drain(..) {
            let node = &self.tree[here];
            self.reached[here.index()] = Truth::No;
            let questions = node.questions.start as usize..node.questions.end as usize;
            self.asked[questions].fill(Truth::No);
            let scales = node.scales.start as usize..node.scales.end as usize;
            self.scales[scales].fill(Cell::new(None));
        }
    }

    /// Follows the branches of the last node.
    pub(crate) fn end(&mut self) {
        let last = self.tree.nodes.len() - 1;
        let reached = self.reached[last];
        if reached != Truth::No {
            self.leave(NodeRef(last as u32), reached, &mut true, &mut NodeRef(0));
        }
        self.levels = self.suggested();
    }

    /// Follows the branches of a node; what is left goes on to the next one.
    fn leave(
        &mut self,
        here: NodeRef,
        reached: Truth,
        ended: &mut bool,
        ahead: &mut NodeRef,
    ) -> Truth {
        let tree = self.tree;
        let mut left = reached;
        for branch in tree[here].branches.clone() {
            let branch = BranchRef(branch);
            let holds = self.may(&tree[branch].when);
            // Where both are open, its own condition is divided first: it says more than that none before it holds.
            let taken = holds.and(|| left);
            left = left.and(|| holds.not());
            if taken != Truth::No {
                self.taken.push((branch, taken));
                match tree[branch].to {
                    To::Suggest(_) => *ended = true,
                    To::Go(node) => {
                        *ahead = (*ahead).max(node);
                        self.arrive(node, taken);
                    }
                }
            }
            if left == Truth::No {
                return left;
            }
        }
        self.arrive(NodeRef(here.0 + 1), left);
        left
    }

    fn arrive(&mut self, node: NodeRef, how: Truth) {
        let Some(reached) = self.reached.get_mut(node.index()) else {
            return;
        };
        if *reached == Truth::No && how != Truth::No {
            let place = self.route.partition_point(|other| *other < node);
            self.route.insert(place, node);
        }
        *reached = reached.or(|| how);
    }

    fn suggested(&self) -> Range {
        let mut range = Range {
            values: 0,
            split: None,
        };
        for (branch, taken) in &self.taken {
            if let To::Suggest(level) = self.tree[*branch].to {
                range.values |= 1 << level.0;
                range.split = range.split.or(taken.split());
            }
        }
        range
    }

    /// Whether a branch is taken.
    pub(crate) fn taken(&self, branch: BranchRef) -> Truth {
        let found = self.taken.iter().find(|(at, _)| *at == branch);
        found.map_or(Truth::No, |(_, taken)| *taken)
    }

    /// Whether a scale is reached and has this value.
    pub(crate) fn valued(&self, scale: ScaleRef, rank: u32) -> Truth {
        let reached = self.reached[self.tree[scale].node.index()];
        reached.and(|| within(self.scale(scale), 1 << rank))
    }

    /// The values a scale may have, where it is reached.
    fn scale(&self, scale: ScaleRef) -> Range {
        let known = &self.scales[scale.index()];
        known.get().unwrap_or_else(|| {
            let range = self.range(scale);
            known.set(Some(range));
            range
        })
    }

    /// The values a scale may have: from the heaviest down to the first that surely holds.
    fn range(&self, scale: ScaleRef) -> Range {
        let mut range = Range {
            values: 0,
            split: None,
        };
        for (rank, value) in self.tree[scale].values.iter().enumerate().rev() {
            if self.limits[scale.index()] >> rank & 1 == 0 {
                continue;
            }
            let holds = if rank == 0 {
                Truth::Yes
            } else {
                self.any(value.rules.iter().map(|rule| &rule.when))
            };
            match holds {
                Truth::No => {}
                Truth::Yes => {
                    range.values |= 1 << rank;
                    return range;
                }
                Truth::Open(split) => {
                    range.values |= 1 << rank;
                    range.split = range.split.or(Some(split));
                }
            }
        }
        range
    }

    /// A condition that may be missing; then it holds.
    pub(crate) fn may(&self, condition: &Option<Condition>) -> Truth {
        condition
            .as_ref()
            .map_or(Truth::Yes, |condition| self.holds(condition))
    }

    pub(crate) fn holds(&self, condition: &Condition) -> Truth {
        match condition {
            Condition::All(parts) => {
                let mut all = Truth::Yes;
                for part in parts {
                    all = all.and(|| self.holds(part));
                    if all == Truth::No {
                        break;
                    }
                }
                all
            }
            Condition::Any(parts) => self.any(parts.iter()),
            Condition::Not(part) => self.holds(part).not(),
            Condition::Test(test) => self.test(&test.value),
        }
    }

    fn any<'c>(&self, parts: impl Iterator<Item = &'c Condition>) -> Truth {
        let mut any = Truth::No;
        for part in parts {
            any = any.or(|| self.holds(part));
            if any == Truth::Yes {
                break;
            }
        }
        any
    }

    fn test(&self, test: &Test) -> Truth {
        match *test {
            Test::Choices { question, any } => {
                self.asked[question.index()].and(|| self.test_choices(question, any))
            }
            Test::Number { question, min, max } => self.asked[question.index()]
                .and(|| test_number(question, self.domains[question.index()], min, max)),
            Test::Score { score, min, max } => {
                let found = &self.tree[score];
                self.reached[found.node.index()].and(|| self.test_score(&found.add, min, max))
            }
            Test::Scale { scale, any } => {
                let node = self.tree[scale].node;
                self.reached[node.index()].and(|| within(self.scale(scale), any))
            }
            Test::Level { any } => within(self.levels, any),
        }
    }

    fn test_choices(&self, question: QuestionRef, any: u64) -> Truth {
        match self.domains[question.index()] {
            Domain::One(set) if set & any == 0 => Truth::No,
            Domain::One(set) if set & !any == 0 => Truth::Yes,
            Domain::One(_) => Truth::Open(Split::new(question, Cut::Choices(any))),
            Domain::Many { must, .. } if must & any != 0 => Truth::Yes,
            Domain::Many { may, .. } if may & any == 0 => Truth::No,
            Domain::Many { must, may } => Truth::Open(Split::new(
                question,
                Cut::Tick((may & any & !must).trailing_zeros()),
            )),
            Domain::Number { .. } => Truth::No,
        }
    }

    fn test_score(&self, add: &[QuestionRef], min: i64, max: i64) -> Truth {
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

    /// Whether an emergency stops the walk: only what the first page asks of everybody.
    pub(crate) fn stopped(&self) -> Truth {
        self.any(
            self.tree
                .alerts
                .iter()
                .filter(|alert| alert.stop == Some(Stop::Emergency))
                .map(|alert| &alert.when),
        )
    }

    /// Whether the person is referred on without a level.
    pub(crate) fn referred(&self) -> Truth {
        self.any(
            self.tree
                .alerts
                .iter()
                .filter(|alert| alert.stop == Some(Stop::Refer))
                .map(|alert| &alert.when),
        )
    }
}

fn within(range: Range, any: u64) -> Truth {
    match range.split {
        _ if range.values & any == 0 => Truth::No,
        _ if range.values & !any == 0 => Truth::Yes,
        // The split is about the highest value.
        Some(split) if any >> range.values.ilog2() & 1 == 1 => Truth::Open(split),
        Some(split) => Truth::Open(split.turn()),
        None => Truth::No,
    }
}

fn test_number(question: QuestionRef, domain: Domain, min: i64, max: i64) -> Truth {
    let Domain::Number {
        min: low,
        max: high,
    } = domain
    else {
        return Truth::No;
    };
    if high < min || max < low {
        return Truth::No;
    }
    if min <= low && high <= max {
        return Truth::Yes;
    }
    Truth::Open(if low < min {
        Split::new(question, Cut::Below(min)).turn()
    } else {
        Split::new(question, Cut::Below(max + 1))
    })
}
