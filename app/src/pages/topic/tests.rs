//! A page of the form as it is posted and read: what was typed arrives as it was typed, whatever it is.

use std::collections::BTreeMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use axum::body::Body;
use axum::http::Request;
use leptos::prelude::ServerFnError;
use leptos::server_fn::codec::{FromReq, PostUrl};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

use super::SaveTopic;
use crate::ui::loaded::encode;

/// Has the framework read what is posted.
fn read(body: &[u8]) -> Result<SaveTopic, ServerFnError> {
    let posted = Request::new(Body::from(body.to_vec()));
    let read = <SaveTopic as FromReq<PostUrl, Request<Body>, ServerFnError>>::from_req(posted);
    match pin!(read).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(read) => read,
        Poll::Pending => panic!("all of it is there"),
    }
}

/// Posts it as a browser does.
fn posted(entries: &[(String, String)]) -> Vec<u8> {
    let encoded = |text: &str| encode(text).replace("%20", "+");
    let pair = |(name, text): &(String, String)| format!("{}={}", encoded(name), encoded(text));
    entries.iter().map(pair).collect::<Vec<_>>().join("&").into_bytes()
}

/// The name of a field, also of one of several, and of one that no theme has.
fn field() -> impl Strategy<Value = String> {
    "[a-z]{1,9}/[a-z]{1,9}([._][a-z]{1,9})?(~[0-9]{1,5})?"
}

/// Whatever is typed: any sign without which keyboards are made, and more of those that mean something in a form or look as if.
fn text() -> impl Strategy<Value = String> {
    let any_sign = any::<char>().prop_filter("no keyboard has it", |sign| !sign.is_control());
    let of_forms = select("&=+%[];,~/?#'\"<> 　，；０１９［］＆＝％".chars().collect::<Vec<_>>());
    vec(prop_oneof![any_sign, of_forms], 0..300).prop_map(String::from_iter)
}

/// Bytes of any kind, and the pieces of forms in any order. Names that lie within each other without end never come as far as here: the
/// server refuses them unread.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "page", "typed", "picked", "was", "settled", "go", "from", "a/b", "~1", "0", "99", "[", "]", "[]", "%5B",
        "%5D", "=", "&", "+", "%", "%F", "%FF", "%00", "\u{202e}", "字",
    ];
    let of_pieces = vec(select(pieces.to_vec()), 0..150).prop_map(|pieces| pieces.concat().into_bytes());
    prop_oneof![vec(any::<u8>(), 0..300), of_pieces]
}

proptest! {
    #[test]
    fn nothing_that_is_posted_makes_it_stumble(body in body()) {
        if let Ok(page) = read(&body) {
            let texts = domain::answer::posted(&page.typed, &page.picked, &page.was, false);
            prop_assert!(texts.keys().eq(page.was.keys()));
        }
    }

    #[test]
    fn what_is_typed_arrives_as_it_was_typed_and_what_no_page_asks_is_dropped(
        typed in btree_map(field(), text(), 0..9),
        picked in btree_map(field(), vec(text(), 1..5), 0..5),
        more in text(),
    ) {
        let mut entries = vec![("page".to_owned(), "draft/topic".to_owned())];
        for (field, text) in &typed {
            entries.push((format!("was[{field}][]"), String::new()));
            entries.push((format!("typed[{field}]"), text.clone()));
        }
        for (field, texts) in &picked {
            entries.extend(texts.iter().map(|text| (format!("picked[{field}][]"), text.clone())));
        }
        entries.push(("unknown".to_owned(), more.clone()));
        entries.push(("other[a/b][]".to_owned(), more));
        let page = read(&posted(&entries)).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&page.page, "draft/topic");
        prop_assert!(page.was.keys().eq(typed.keys()));
        let asked = domain::answer::posted(&page.typed, &page.picked, &page.was, false);
        prop_assert_eq!(asked, typed.clone(), "and nothing that was only picked");
        prop_assert_eq!((page.typed, page.picked), (typed, picked));
    }
}

#[test]
fn two_hundred_of_several_and_of_one_field_keep_their_order() {
    let names = (0..200).map(|index| format!("entry/name~{index}"));
    let names: BTreeMap<String, String> = names.map(|field| (field.clone(), format!("of {field}"))).collect();
    let options: Vec<String> = (0..200).rev().map(|option| option.to_string()).collect();
    let entries = names
        .iter()
        .map(|(field, text)| (format!("typed[{field}]"), text.clone()));
    let picked = options
        .iter()
        .map(|option| ("picked[a/b][]".to_owned(), option.clone()));
    let page = [("page".to_owned(), "draft/topic".to_owned())];
    let page = read(&posted(
        &page.into_iter().chain(entries).chain(picked).collect::<Vec<_>>(),
    ))
    .unwrap();
    assert_eq!(page.typed, names);
    assert_eq!(page.picked["a/b"], options);
}
