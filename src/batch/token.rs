//! Words that are known beforehand, compared with what stands in quotes many bytes at a time.

/// How many bytes are compared at once; few ids are longer.
const HEAD: usize = 16;

/// The first bytes of a text as a number; what is missing is nought.
#[inline]
pub(crate) fn head(text: &[u8]) -> u128 {
    if let Some(bytes) = text.first_chunk() {
        return u128::from_le_bytes(*bytes);
    }
    let mut bytes = [0; HEAD];
    let length = text.len().min(HEAD);
    bytes[..length].copy_from_slice(&text[..length]);
    u128::from_le_bytes(bytes)
}

/// A known word, and what has to stand behind it.
#[derive(Debug)]
pub(crate) struct Token {
    head: u128,
    /// Which bits of the first bytes are its own.
    mask: u128,
    rest: Box<[u8]>,
    length: usize,
}

impl Token {
    /// A word, up to its closing quote.
    pub(crate) fn word(word: &str) -> Self {
        Token::new(format!("{word}\"").as_bytes())
    }

    /// A key, up to its colon.
    pub(crate) fn key(key: &str) -> Self {
        Token::new(format!("{key}\":").as_bytes())
    }

    fn new(text: &[u8]) -> Self {
        let own = text.len().min(HEAD);
        let unused = 8 * (HEAD - own) as u32;
        Token {
            head: head(text),
            mask: u128::MAX >> unused,
            rest: text[own..].into(),
            length: text.len(),
        }
    }

    /// What follows, if a text that has this head begins with the word.
    #[inline(always)]
    pub(crate) fn strip<'l>(&self, head: u128, text: &'l [u8]) -> Option<&'l [u8]> {
        if (head ^ self.head) & self.mask != 0 {
            return None;
        }
        let after = text.get(self.length..)?;
        (self.rest.is_empty() || text[HEAD..self.length] == *self.rest).then_some(after)
    }
}

/// Some known words, each with its number. A word is found by its first bytes, with one look in most cases.
#[derive(Debug)]
pub(crate) struct Tokens {
    /// The bits that every word has.
    mask: u64,
    shift: u32,
    /// For each drawer where its words begin, and behind the last where they end.
    drawers: Box<[u16]>,
    tokens: Box<[(Token, u32)]>,
}

/// Spreads bits; its own are those of the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
/// Drawers for each word.
const ROOM: usize = 4;

impl Tokens {
    pub(crate) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut tokens: Vec<(Token, u32)> = words.map(Token::word).zip(0..).collect();
        let mask = tokens
            .iter()
            .fold(u64::MAX, |mask, (token, _)| mask & token.mask as u64);
        let count = (tokens.len() * ROOM).next_power_of_two().max(2);
        let shift = u64::BITS - count.trailing_zeros();
        let drawer = |token: &Token| drawer(token.head, mask, shift);
        tokens.sort_by_key(|(token, _)| drawer(token));
        let starts =
            (0..=count).map(|at| tokens.partition_point(|(token, _)| drawer(token) < at) as u16);
        Tokens {
            mask,
            shift,
            drawers: starts.collect(),
            tokens: tokens.into(),
        }
    }

    /// The number of the word that a text begins with, and what follows.
    #[inline(always)]
    pub(crate) fn strip<'l>(&self, text: &'l [u8]) -> Option<(u32, &'l [u8])> {
        let head = head(text);
        let drawer = drawer(head, self.mask, self.shift);
        let (start, end) = (self.drawers[drawer], self.drawers[drawer + 1]);
        let mut tokens = self.tokens[usize::from(start)..usize::from(end)].iter();
        tokens.find_map(|(token, number)| Some((*number, token.strip(head, text)?)))
    }
}

#[inline]
fn drawer(head: u128, mask: u64, shift: u32) -> usize {
    ((head as u64 & mask).wrapping_mul(SPREAD) >> shift) as usize
}
