//! A form is read by recursion, a step for each name within a name, and the bound of whoever reads it grows with each pair before: names
//! without end would end the process, and everybody's.

use app::FAILED;
use axum::RequestExt;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

/// Deeper than any name in a form of ours (`was[child/person.name][]`).
const DEEPEST: usize = 4;

/// Refuses a form with deeper names than any of ours before it is read, and one that is too large.
pub(crate) async fn shallow(request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (head, body) = request.with_limited_body().into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(form) if depth(&form) <= DEEPEST => next.run(Request::from_parts(head, Body::from(form))).await,
        _ => Redirect::to(FAILED).into_response(),
    }
}

/// How deep the names of a form go.
fn depth(form: &[u8]) -> usize {
    let pairs = form.split(|byte| *byte == b'&');
    pairs.map(depth_of).max().unwrap_or(0)
}

/// How many names lie within the name of a pair, as `serde_qs` reads it: in either spelling a bracket opens one, up to the bracket that
/// closes it everything is part of it, and an equals sign outside of them ends the whole.
fn depth_of(mut pair: &[u8]) -> usize {
    let (mut depth, mut is_within) = (0, false);
    loop {
        let (sign, rest) = match pair {
            [b'%', b'5', b'B', rest @ ..] => (b'[', rest),
            [b'%', b'5', b'D', rest @ ..] => (b']', rest),
            [sign, rest @ ..] => (*sign, rest),
            [] => return depth,
        };
        match sign {
            b'[' if !is_within => {
                depth += 1;
                is_within = true;
            }
            b']' => is_within = false,
            b'=' if !is_within => return depth,
            _ => {}
        }
        pair = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_as_deep_as_its_deepest_name_whatever_stands_in_it() {
        for (form, expected) in [
            ("", 0),
            ("page=a/b&go=", 0),
            ("page=[[[[[[", 0),
            ("typed[a/b]=[x][y][z]", 1),
            ("was%5Ba/b%5D%5B%5D=%5B%5B%5B&picked[a/b][]=x", 2),
            ("a[b][c][d]", 3),
            ("a[b=c][d][e]=f", 3),
            ("a[[[[b]=c", 1),
            ("a[b%5d=c][d]=e", 2),
            ("a&a[b]&a[b][c][d][e][f]=g&h=i", 5),
        ] {
            assert_eq!(depth(form.as_bytes()), expected, "{form}");
        }
    }
}
