//! A file that is handed in: judged without stumbling, taken only as what it is, and what was taken is taken again unchanged.
#![no_main]

use bytes::Bytes;
use domain::draft::MediaType;
use libfuzzer_sys::fuzz_target;
use testbed::papers::{JPEG, PDF, PNG};
use usecases::draft::paper;

fuzz_target!(
    init: fuzz::seed("paper", [JPEG, PDF, PNG]),
    |content: &[u8]| {
        if let Ok(taken) = paper::read(Bytes::copy_from_slice(content)) {
            let head: &[u8] = match taken.media_type {
                MediaType::Jpeg => b"\xff\xd8\xff",
                MediaType::Png => b"\x89PNG",
                MediaType::Pdf => b"%PDF-",
            };
            assert!(taken.content.starts_with(head));
            let again = paper::read(taken.content.clone());
            assert_eq!(again, Ok(taken));
        }
    }
);
