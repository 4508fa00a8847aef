//! The walk: from answers to where we are, what comes next and what is suggested. Pure and total.
//!
//! A skipped or missing answer may be anything, so a walk has a *set* of outcomes. It is computed exactly: see
//! `explore` and `search`. Past a budget the rest is taken as possible, and the walk says so.

use super::answers::{Answer, Answers};
use super::atlas::Atlas;
use super::document::Stop;
use super::explore::Explorer;
use super::facts::Fact;
use super::search::{Missing, Search};
use super::tree::{AlertRef, BranchRef, LevelRef, QuestionRef, ScaleRef, SupportRef, To, Tree};
use std::sync::Arc;

/// Everything that follows from some answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walk {
    /// Questions that were asked and answered or skipped, in order.
    pub steps: Vec<(QuestionRef, Answer)>,
    /// Answers that are not on any path: kept, never used.
    pub unused: Vec<QuestionRef>,
    /// Unanswered questions that will be asked whatever else is said, in order.
    pub needed: Vec<QuestionRef>,
    /// Fewest and most questions still to come.
    pub left: (u32, u32),
    /// What can still come out, whatever the open answers are.
    pub outcomes: Outcomes,
    /// Where the walk stands.
    pub end: End,
}

/// Where a walk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// This question comes next.
    Question(QuestionRef),
    /// An emergency.
    Stopped,
    /// No level, but somebody to turn to.
    Referred,
    /// Nothing more to ask.
    Reached,
}

/// The set of outcomes over every assignment that agrees with the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcomes {
    /// It may end in an emergency stop.
    pub stopped: bool,
    /// It may end in a referral.
    pub referred: bool,
    /// Branches that may end it with a suggestion, in order.
    pub branches: Vec<BranchRef>,
    /// Levels that may be suggested, least intensive first.
    pub levels: Vec<LevelRef>,
    /// Supports that hold in some outcome.
    pub supports: Vec<(SupportRef, Certainty)>,
    /// Alerts that hold in some outcome.
    pub alerts: Vec<(AlertRef, Certainty)>,
    /// For each scale, the values it may have, as a bit set; empty when it is not reached.
    pub scales: Vec<u64>,
    /// Whether this is the exact set; if not, it is wider.
    pub exact: bool,
}

/// Whether something holds in every outcome or only in some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// In every one.
    Certain,
    /// In some.
    Possible,
}

impl Tree {
    /// Walks the tree with these answers.
    pub fn walk(&self, answers: &Answers) -> Walk {
        Walker::new(self).walk(answers)
    }

    /// The scale's values that `set` holds, lightest first.
    pub fn values(
        &self,
        scale: ScaleRef,
        set: u64,
    ) -> impl Iterator<Item = &super::tree::ScaleValue> {
        self[scale]
            .values
            .iter()
            .enumerate()
            .filter(move |(rank, _)| set >> rank & 1 == 1)
            .map(|(_, value)| value)
    }
}

impl Outcomes {
    /// The one level, if all outcomes agree and nothing else can happen.
    pub fn level(&self) -> Option<LevelRef> {
        match (self.levels.as_slice(), self.stopped || self.referred) {
            ([level], false) => Some(*level),
            _ => None,
        }
    }

    /// Where a walk stands once there is nothing more to ask.
    pub fn end(&self) -> End {
        match self {
            _ if !self.branches.is_empty() => End::Reached,
            _ if self.referred => End::Referred,
            _ => End::Stopped,
        }
    }

    /// How certain a support is, if it is possible at all.
    pub fn support(&self, support: SupportRef) -> Option<Certainty> {
        self.supports
            .iter()
            .find(|(at, _)| *at == support)
            .map(|(_, certainty)| *certainty)
    }

    /// How certain an alert is, if it is possible at all.
    pub fn alert(&self, alert: AlertRef) -> Option<Certainty> {
        self.alerts
            .iter()
            .find(|(at, _)| *at == alert)
            .map(|(_, certainty)| *certainty)
    }
}

/// Walks one tree again and again, and remembers what made earlier walks quick. The results are those of [`Tree::walk`].
pub struct Walker<'t> {
    tree: &'t Tree,
    explorer: Explorer<'t>,
}

impl<'t> Walker<'t> {
    /// A walker that remembers nothing yet.
    pub fn new(tree: &'t Tree) -> Self {
        Walker::over(Arc::new(Atlas::of(tree)))
    }

    /// A walker that shares with others what the tree is compiled to.
    pub fn over(atlas: Arc<Atlas<'t>>) -> Self {
        Walker {
            tree: atlas.tree,
            explorer: Explorer::new(atlas),
        }
    }

    /// Charts the tree at once, which a walker otherwise does when it has searched for long: it takes some milliseconds,
    /// and every walk is quick from then on. Says whether it can be done: a tree may be too large.
    pub fn prepare(&mut self) -> bool {
        self.explorer.chart()
    }

    /// Walks the tree with these answers.
    pub fn walk(&mut self, answers: &Answers) -> Walk {
        self.explorer.explore(answers, Missing::Open);
        self.tell(answers, Missing::Open)
    }

    /// Walks the tree, and takes a question without an answer for one that was skipped: there is nothing left to ask.
    pub fn skip(&mut self, answers: &Answers) -> Walk {
        self.explorer.explore(answers, Missing::Skipped);
        self.tell(answers, Missing::Skipped)
    }

    fn tell(&self, answers: &Answers, missing: Missing) -> Walk {
        let outcomes = self.outcomes();
        let needed = match missing {
            Missing::Open => self.needed(answers, &outcomes),
            Missing::Skipped => Vec::new(),
        };
        let (steps, unused): (Vec<_>, Vec<_>) = answers
            .iter()
            .partition(|(question, _)| self.counts(*question, &outcomes));
        Walk {
            steps,
            unused: unused.into_iter().map(|(question, _)| question).collect(),
            left: self.found().left(),
            end: match needed.first() {
                Some(question) => End::Question(*question),
                None => outcomes.end(),
            },
            needed,
            outcomes,
        }
    }

    /// Questions without an answer that may come up, in order: those of the walk that was made last.
    pub fn open(&self, answers: &Answers, walk: &Walk) -> Vec<QuestionRef> {
        let missing = |question: &QuestionRef| answers.get(*question).is_none();
        if walk.outcomes.branches.is_empty() {
            return self.tree.question_refs().filter(missing).collect();
        }
        let open = self.found().reach().questions.iter().copied();
        open.filter(missing)
            .filter(|question| self.counts(*question, &walk.outcomes))
            .collect()
    }

    /// Whether an answer to a question may have a say; where the walk ends early, that is not looked into.
    fn counts(&self, question: QuestionRef, outcomes: &Outcomes) -> bool {
        // An answer may count only in walks that are referred on. One pass cannot miss those.
        outcomes.branches.is_empty()
            || self.has(Fact::Asked(question.0, true))
            || outcomes.referred && self.found().may_ask(question)
    }

    fn found(&self) -> &Search<'t> {
        self.explorer.found()
    }

    fn has(&self, fact: Fact) -> bool {
        self.found().has(fact)
    }

    fn certainty(&self, yes: Fact, no: Fact) -> Option<Certainty> {
        let certainty = if self.has(no) {
            Certainty::Possible
        } else {
            Certainty::Certain
        };
        self.has(yes).then_some(certainty)
    }

    /// Unanswered questions that are asked whatever else is said; before a referral, those that could tell an emergency.
    fn needed(&self, answers: &Answers, outcomes: &Outcomes) -> Vec<QuestionRef> {
        let questions = self.found().reach().questions.iter().copied();
        let open = questions.filter(|question| answers.get(*question).is_none());
        if outcomes.branches.is_empty() {
            let urgent = self.tree.emergency_questions();
            return if outcomes.referred {
                open.filter(|question| urgent.contains(question)).collect()
            } else {
                Vec::new()
            };
        }
        open.filter(|question| {
            self.has(Fact::Asked(question.0, true)) && !self.has(Fact::Asked(question.0, false))
        })
        .collect()
    }

    fn outcomes(&self) -> Outcomes {
        let tree = self.tree;
        let branches = self.found().reach().branches.iter().copied();
        let branches = branches.filter(|branch| self.has(Fact::Branch(branch.0)));
        let branches: Vec<BranchRef> = branches.collect();
        let levels = branches.iter().filter_map(|branch| tree[*branch].level());
        let mut levels: Vec<LevelRef> = levels.collect();
        levels.sort_unstable();
        levels.dedup();
        let supports = tree.support_refs().filter_map(|at| {
            let certainty = self.certainty(Fact::Support(at.0, true), Fact::Support(at.0, false));
            Some((at, certainty?))
        });
        Outcomes {
            stopped: self.has(Fact::Stopped),
            referred: self.has(Fact::Referred),
            levels,
            supports: supports.collect(),
            alerts: self.alerts(branches.is_empty()),
            scales: self.scales(),
            branches,
            exact: self.found().is_exact(),
        }
    }

    /// Which alerts are shown. An emergency is sure only where no walk goes on or is referred on.
    fn alerts(&self, ends_early: bool) -> Vec<(AlertRef, Certainty)> {
        let stops = ends_early && !self.has(Fact::Referred);
        let shown = self.tree.alert_refs().filter_map(|at| {
            let certainty = self.certainty(Fact::Alert(at.0, true), Fact::Alert(at.0, false))?;
            let emergency = self.tree[at].stop == Some(Stop::Emergency);
            let open = emergency && !stops;
            Some((at, if open { Certainty::Possible } else { certainty }))
        });
        shown.collect()
    }

    /// For each scale the values it may have, as a bit set.
    fn scales(&self) -> Vec<u64> {
        let mut scales = vec![0; self.tree.scales.len()];
        for at in &self.found().reach().scales {
            let ranks = 0..self.tree[*at].values.len() as u32;
            let ranks = ranks.filter(|rank| self.has(Fact::Scale(at.0, *rank)));
            scales[at.index()] = ranks.fold(0, |set, rank| set | 1 << rank);
        }
        scales
    }
}

impl super::tree::Branch {
    /// The level it suggests, if it ends the walk.
    pub fn level(&self) -> Option<LevelRef> {
        match self.to {
            To::Suggest(level) => Some(level),
            To::Go(_) => None,
        }
    }
}
