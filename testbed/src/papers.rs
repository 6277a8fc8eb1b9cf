//! Papers to hand in: as small as they can be, and whatever is behind them in a PDF's comment.

/// A PDF of one empty page.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n\
trailer<</Root 1 0 R>>\n%%EOF\n";

/// A picture of one pixel.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\
\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";

/// A photo of one pixel.
pub const JPEG: &[u8] = b"\xff\xd8\xff\xdb\x00\x43\x00\x03\x02\x02\x02\x02\x02\x03\x02\x02\x02\x03\x03\x03\x03\
\x04\x06\x04\x04\x04\x04\x04\x08\x06\x06\x05\x06\x09\x08\x0a\x0a\x09\x08\x09\x09\x0a\x0c\x0f\x0c\x0a\x0b\x0e\x0b\x09\
\x09\x0d\x11\x0d\x0e\x0f\x10\x10\x11\x10\x0a\x0c\x12\x13\x12\x10\x13\x0f\x10\x10\x10\xff\xc9\x00\x0b\x08\x00\x01\x00\
\x01\x01\x01\x11\x00\xff\xcc\x00\x06\x00\x10\x10\x05\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\xd2\xcf\x20\xff\xd9";

/// A PDF that is like no other: behind its head stands a comment of these bytes, without line ends.
#[must_use]
pub fn pdf_with(comment: &[u8]) -> Vec<u8> {
    let (head, rest) = PDF.split_at(b"%PDF-1.4\n".len());
    let comment = comment.iter().map(|byte| match byte {
        b'\r' | b'\n' | b'\0' => b'.',
        other => *other,
    });
    let comment: Vec<u8> = comment.collect();
    [head, b"%", &comment, b"\n", rest].concat()
}

/// A photo of about so many bytes.
#[must_use]
pub fn jpeg_of(bytes: usize) -> Vec<u8> {
    let (picture, end) = JPEG.split_at(JPEG.len() - 2);
    [picture, &vec![0x3f; bytes], end].concat()
}
