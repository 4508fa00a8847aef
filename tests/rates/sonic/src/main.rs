//! Parses every line of a file into a typed record with sonic-rs, on all cores, and does nothing else with it.
//!
//! Usage: sonic FILE

use std::fs::File;
use std::hint::black_box;
use std::io::{Read, Result};
use std::sync::Mutex;
use std::thread;

// `struct Record`, as `shape.py` makes it of the questionnaire.
include!(env!("RECORD"));

/// How much is read at a time.
const READ: usize = 256 << 10;

fn main() -> Result<()> {
    let path = std::env::args().nth(1).expect("a file");
    let source = Mutex::new((File::open(path)?, Vec::new()));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let parsed: usize = thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(|| work(&source))).collect();
        workers.into_iter().map(|worker| worker.join().expect("it parses")).sum()
    });
    println!("{parsed}");
    Ok(())
}

fn work(source: &Mutex<(File, Vec<u8>)>) -> usize {
    let (mut block, mut parsed) = (Vec::new(), 0);
    while next(source, &mut block) {
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', &block) {
            let record: Record = sonic_rs::from_slice(&block[start..end]).expect("a record");
            black_box(record);
            (start, parsed) = (end + 1, parsed + 1);
        }
    }
    parsed
}

/// Takes the next whole lines.
fn next(source: &Mutex<(File, Vec<u8>)>, block: &mut Vec<u8>) -> bool {
    let (file, rest) = &mut *source.lock().expect("nobody panics");
    std::mem::swap(block, rest);
    let before = block.len();
    block.resize(before + READ, 0);
    let read = file.read(&mut block[before..]).expect("it can be read");
    block.truncate(before + read);
    let end = memchr::memrchr(b'\n', block).map_or(0, |at| at + 1);
    rest.clear();
    rest.extend_from_slice(&block[end..]);
    block.truncate(end);
    end > 0
}
