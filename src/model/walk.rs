//! The walk: from answers to where we are, what comes next and what is suggested. Pure and total.
//!
//! A skipped or missing answer may be anything, so a walk has a *set* of outcomes. It is computed exactly: while
//! something that matters is open, one question is divided in two and both parts are walked; a part that can add
//! nothing new is left alone. Past a budget the rest is taken as possible, and the walk says so.

use super::answers::{Answer, Answers};
use super::condition::Condition;
use super::document::Stop;
use super::facts::{Fact, Facts, Layout};
use super::state::{Split, State, Truth};
use super::tree::{AlertRef, BranchRef, LevelRef, QuestionRef, ScaleRef, SupportRef, To, Tree};

/// How much work a walk may do before it widens: passes times things passed.
const BUDGET: usize = 1 << 22;

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
        let mut explorer = Explorer::new(self, answers);
        explorer.explore();
        explorer.walk()
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

struct Explorer<'t, 'a> {
    tree: &'t Tree,
    answers: &'a Answers,
    state: State<'t>,
    layout: Layout,
    /// What is known to happen.
    found: Facts,
    /// What happens in every assignment of the part at hand.
    sure: Facts,
    /// What may happen in the part at hand.
    maybe: Facts,
    open: Vec<(Fact, Fact, Split)>,
    work: usize,
    exact: bool,
}

impl<'t, 'a> Explorer<'t, 'a> {
    fn new(tree: &'t Tree, answers: &'a Answers) -> Self {
        let layout = Layout::of(tree);
        let none = Facts::none(&layout);
        Explorer {
            tree,
            answers,
            state: State::of(tree, answers),
            found: none.clone(),
            sure: none.clone(),
            maybe: none,
            layout,
            open: Vec::new(),
            work: 0,
            exact: true,
        }
    }

    fn explore(&mut self) {
        self.state.pass();
        self.work +=
            self.tree.questions.len() + self.tree.branches.len() + self.tree.supports.len();
        let gate = self.gather();
        self.found.join(&self.sure);
        if self.found.covers(&self.maybe) {
            return;
        }
        let Some((question, cut)) = gate.split().or_else(|| self.worthwhile()) else {
            return;
        };
        if self.work > BUDGET {
            self.exact = false;
            self.found.join(&self.maybe);
            return;
        }
        let whole = self.state.domains[question.index()];
        for part in whole
            .divide(&self.tree[question], cut)
            .into_iter()
            .flatten()
        {
            self.state.domains[question.index()] = part;
            self.explore();
        }
        self.state.domains[question.index()] = whole;
    }

    /// The first open thing that may still add something new.
    fn worthwhile(&self) -> Option<Split> {
        let known =
            |fact| !self.maybe.has(&self.layout, fact) || self.found.has(&self.layout, fact);
        let new = self
            .open
            .iter()
            .find(|(yes, no, _)| !(known(*yes) && known(*no)));
        // All facts are known by themselves, but not yet how many questions go together.
        let uncounted = |fact: &Fact| matches!(fact, Fact::Asked(at, _) if self.answers.get(QuestionRef(*at)).is_none());
        let count = || self.open.iter().find(|(yes, ..)| uncounted(yes));
        new.or_else(count)
            .or(self.open.first())
            .map(|(_, _, split)| *split)
    }

    /// Collects what this part can lead to; returns whether its walks go on at all, unstopped.
    fn gather(&mut self) -> Truth {
        self.sure.clear();
        self.maybe.clear();
        self.open.clear();
        let stopped = self.state.stopped();
        self.gather_alerts(stopped);
        if stopped == Truth::Yes {
            self.certain(Fact::Stopped);
            return Truth::No;
        }
        let referred = self.state.referred();
        if stopped != Truth::No {
            self.maybe.add(&self.layout, Fact::Stopped);
        }
        if referred != Truth::No {
            self.maybe.add(&self.layout, Fact::Referred);
        }
        match (stopped, referred) {
            (Truth::No, Truth::Yes) => {
                self.certain(Fact::Referred);
                return Truth::No;
            }
            (_, Truth::Yes) => return stopped,
            _ => {}
        }
        let gate = if stopped == Truth::No {
            referred
        } else {
            stopped
        };
        self.gather_ends(gate);
        self.gather_supports(gate);
        self.gather_asked(gate);
        self.gather_scales(gate);
        gate
    }

    fn certain(&mut self, fact: Fact) {
        self.sure.add(&self.layout, fact);
        self.maybe.add(&self.layout, fact);
    }

    /// Notes something that holds, does not hold or is open, in walks that pass the gate.
    fn note(&mut self, gate: Truth, truth: Truth, yes: Fact, no: Fact) {
        let passed = gate == Truth::No;
        match truth {
            Truth::Yes if passed => self.certain(yes),
            Truth::No if passed => self.certain(no),
            Truth::Yes => self.maybe.add(&self.layout, yes),
            Truth::No => self.maybe.add(&self.layout, no),
            Truth::Open(split) => {
                self.maybe.add(&self.layout, yes);
                self.maybe.add(&self.layout, no);
                self.open.push((yes, no, split));
            }
        }
    }

    /// Emergencies count in walks that stop, all other alerts in those that do not.
    fn gather_alerts(&mut self, stopped: Truth) {
        let unstopped = match stopped {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            open => open,
        };
        for (at, alert) in self.tree.alerts.iter().enumerate() {
            let at = at as u32;
            let gate = if alert.stop == Some(Stop::Emergency) {
                unstopped
            } else {
                stopped
            };
            if gate != Truth::Yes {
                let holds = self.state.holds(&alert.when);
                self.note(gate, holds, Fact::Alert(at, true), Fact::Alert(at, false));
            }
        }
    }

    fn gather_ends(&mut self, gate: Truth) {
        for index in 0..self.state.taken.len() {
            let (branch, taken) = self.state.taken[index];
            if !matches!(self.tree[branch].to, To::Suggest(_)) {
                continue;
            }
            let fact = Fact::Branch(branch.0);
            match taken {
                Truth::Yes if gate == Truth::No => self.certain(fact),
                Truth::Open(split) => {
                    self.maybe.add(&self.layout, fact);
                    self.open.push((fact, fact, split));
                }
                _ => self.maybe.add(&self.layout, fact),
            }
        }
    }

    fn gather_supports(&mut self, gate: Truth) {
        for (at, support) in self.tree.supports.iter().enumerate() {
            let holds = self.state.may(&support.when);
            self.note(
                gate,
                holds,
                Fact::Support(at as u32, true),
                Fact::Support(at as u32, false),
            );
        }
    }

    fn gather_asked(&mut self, gate: Truth) {
        let (mut least, mut most) = (0, 0);
        for question in self.tree.question_refs() {
            let asked = self.state.asked[question.index()];
            self.note(
                gate,
                asked,
                Fact::Asked(question.0, true),
                Fact::Asked(question.0, false),
            );
            if self.answers.get(question).is_none() {
                least += u32::from(asked == Truth::Yes);
                most += u32::from(asked != Truth::No);
            }
        }
        self.maybe.left = (least, most);
        if gate == Truth::No && least == most {
            self.sure.left = (least, most);
        }
    }

    fn gather_scales(&mut self, gate: Truth) {
        for (at, scale) in self.tree.scales.iter().enumerate() {
            let reached = self.state.reached[scale.node.index()];
            let range = self.state.scales[at];
            for rank in (0..scale.values.len() as u32).filter(|rank| range.values >> rank & 1 == 1)
            {
                let fact = Fact::Scale(at as u32, rank);
                self.maybe.add(&self.layout, fact);
                match range.split.or(reached.split()) {
                    Some(split) => self.open.push((fact, fact, split)),
                    None if gate == Truth::No => self.sure.add(&self.layout, fact),
                    None => {}
                }
            }
        }
    }

    fn has(&self, fact: Fact) -> bool {
        self.found.has(&self.layout, fact)
    }

    fn certainty(&self, yes: Fact, no: Fact) -> Option<Certainty> {
        let certainty = if self.has(no) {
            Certainty::Possible
        } else {
            Certainty::Certain
        };
        self.has(yes).then_some(certainty)
    }

    fn walk(mut self) -> Walk {
        let outcomes = self.outcomes();
        let needed = self.needed(&outcomes);
        // An answer may count only in walks that are referred on. One pass cannot miss those.
        self.state.pass();
        let referred = |question: QuestionRef| {
            outcomes.referred && self.state.asked[question.index()] != Truth::No
        };
        let asked =
            |question: QuestionRef| self.has(Fact::Asked(question.0, true)) || referred(question);
        let ends_early = outcomes.branches.is_empty();
        let (steps, unused): (Vec<_>, Vec<_>) = self
            .answers
            .iter()
            .partition(|(question, _)| ends_early || asked(*question));
        Walk {
            steps,
            unused: unused.into_iter().map(|(question, _)| question).collect(),
            left: if self.found.left.0 > self.found.left.1 {
                (0, 0)
            } else {
                self.found.left
            },
            end: self.end(&outcomes, &needed),
            needed,
            outcomes,
        }
    }

    fn end(&self, outcomes: &Outcomes, needed: &[QuestionRef]) -> End {
        match needed.first() {
            Some(question) => End::Question(*question),
            None if !outcomes.branches.is_empty() => End::Reached,
            None if outcomes.referred => End::Referred,
            None => End::Stopped,
        }
    }

    /// Unanswered questions that are asked whatever else is said; before a referral, those that could tell an emergency.
    fn needed(&self, outcomes: &Outcomes) -> Vec<QuestionRef> {
        let open = self
            .tree
            .question_refs()
            .filter(|question| self.answers.get(*question).is_none());
        if outcomes.branches.is_empty() {
            let urgent = self.emergency_questions();
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

    fn emergency_questions(&self) -> Vec<QuestionRef> {
        let emergencies = self
            .tree
            .alerts
            .iter()
            .filter(|alert| alert.stop == Some(Stop::Emergency));
        emergencies
            .flat_map(|alert| questions_in(&alert.when))
            .collect()
    }

    fn outcomes(&self) -> Outcomes {
        let tree = self.tree;
        let branches: Vec<_> = (0..tree.branches.len() as u32)
            .map(BranchRef)
            .filter(|branch| self.has(Fact::Branch(branch.0)))
            .collect();
        let mut levels: Vec<_> = branches
            .iter()
            .filter_map(|branch| tree[*branch].level())
            .collect();
        levels.sort_unstable();
        levels.dedup();
        let supports = (0..tree.supports.len() as u32).map(SupportRef);
        let alerts = (0..tree.alerts.len() as u32).map(AlertRef);
        let ends_in_stop = branches.is_empty() && !self.has(Fact::Referred);
        let alert = |at: AlertRef| {
            let certainty = self.certainty(Fact::Alert(at.0, true), Fact::Alert(at.0, false))?;
            let emergency = tree[at].stop == Some(Stop::Emergency);
            Some((
                at,
                if emergency && !ends_in_stop {
                    Certainty::Possible
                } else {
                    certainty
                },
            ))
        };
        let scales = tree.scales.iter().enumerate().map(|(at, scale)| {
            (0..scale.values.len() as u32)
                .filter(|rank| self.has(Fact::Scale(at as u32, *rank)))
                .fold(0, |set, rank| set | 1 << rank)
        });
        Outcomes {
            stopped: self.has(Fact::Stopped),
            referred: self.has(Fact::Referred),
            levels,
            supports: supports
                .filter_map(|at| {
                    Some((
                        at,
                        self.certainty(Fact::Support(at.0, true), Fact::Support(at.0, false))?,
                    ))
                })
                .collect(),
            alerts: alerts.filter_map(alert).collect(),
            scales: scales.collect(),
            branches: branches.clone(),
            exact: self.exact,
        }
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

/// The questions a condition names.
fn questions_in(condition: &Condition) -> Vec<QuestionRef> {
    let tests = condition.tests();
    tests.iter().filter_map(|test| test.question()).collect()
}
