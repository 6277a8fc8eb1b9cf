//! What is refused is said the same way on every page: in the title, at the top with a link that leads into its field, and beside that.

use app::text::draft::with_mistakes;
use app::text::{account, hat, staff, window};
use http::StatusCode;

use crate::newborn::MOTHER;
use crate::people::browser::Browser;
use crate::people::page::Page;
use crate::site::{Inside, Site};

/// A page says that this one thing is wrong, and leads to where it is mended.
pub(super) fn is_told(page: &Page, place: &str, sentence: &str) {
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    let title = page.texts("head > title").concat();
    assert!(title.starts_with(&with_mistakes("")), "{title}: {page}");
    assert_eq!(page.texts(".problem[role=alert] li"), [sentence], "{page}");
    let links = page.attributes(".problem[role=alert] a", "href");
    assert_eq!(links, [format!("#{place}")], "{page}");
    let beside = format!("[id='{place}-problem']");
    assert_eq!(page.texts(&beside), [sentence], "{page}");
    let takes_focus = ["input", "textarea", "button", "[tabindex='-1']"].map(|kind| format!("{kind}[id='{place}']"));
    assert_eq!(page.attributes(&takes_focus.join(", "), "id"), [place], "{page}");
    assert_eq!(
        page.texts("[role=alert]:not(:empty)").len(),
        1,
        "it is said once: {page}"
    );
}

/// What is typed on a page: where that is, what it is sent to, and with which fields; where it is wrong, and what is said.
struct Typed<'a> {
    page: &'a str,
    operation: &'a str,
    fields: &'a [(&'a str, &'a str)],
    place: &'a str,
    sentence: Option<&'static str>,
}

async fn is_refused(browser: &mut Browser<Inside>, typed: &Typed<'_>) {
    let page = browser.get(typed.page).await.unwrap();
    let mut form = page.form(typed.operation);
    for (name, value) in typed.fields {
        form.set(name, value);
    }
    let again = browser.press(&page, &form, ("", "")).await.unwrap();
    is_told(&again, typed.place, typed.sentence.unwrap());
}

#[tokio::test]
async fn what_a_citizen_types_wrong_is_said_at_the_top_and_beside_its_field() {
    let site = Site::open().await;
    let not_a_phone = [("phone", "12345")];
    for (page, operation) in [("/sign-in", "send_code"), ("/staff/sign-in", "send_staff_code")] {
        let typed = Typed {
            page,
            operation,
            fields: &not_a_phone,
            place: "phone",
            sentence: account::problem("not-a-phone"),
        };
        is_refused(&mut site.browser(), &typed).await;
    }
    let mut mother = site.citizen(MOTHER).await;
    let child = Typed {
        page: "/me/hats/child",
        operation: "guard_child",
        fields: &[("name", "林知夏"), ("id_number", "1")],
        place: "name",
        sentence: hat::problem("not-an-identity"),
    };
    is_refused(&mut mother.browser, &child).await;
    let mandate = Typed {
        page: "/me/mandates/new",
        operation: "draw_up_mandate",
        fields: &[("phone", "1"), ("all", "1")],
        place: "name",
        sentence: hat::problem("not-an-agent"),
    };
    is_refused(&mut mother.browser, &mandate).await;
}

#[tokio::test]
async fn what_an_officer_types_wrong_is_said_at_the_top_and_beside_its_field() {
    let site = Site::open().await;
    let mut at_window = site.officer("fang_yuan").await.browser;
    let person = Typed {
        page: "/desk/window",
        operation: "serve_person",
        fields: &[("name", "吴桐"), ("id_number", "1")],
        place: "name",
        sentence: window::problem("not-an-identity"),
    };
    is_refused(&mut at_window, &person).await;
    let page = at_window.get("/desk/window").await.unwrap();
    let mut form = page.form("serve_person");
    form.set("name", "吴桐").set("id_number", "000000199707200032");
    at_window.press(&page, &form, ("", "")).await.unwrap();
    for (first, again, place, code) in [
        ("1", "1", "number", "not-a-phone"),
        ("13911112222", "13911112223", "again", "not-the-same"),
    ] {
        let number = Typed {
            page: "/desk/window/number",
            operation: "set_window_number",
            fields: &[("number", first), ("again", again)],
            place,
            sentence: window::problem(code),
        };
        is_refused(&mut at_window, &number).await;
    }
    let mut system = site.officer("jiang_he").await.browser;
    for (name, phone, place, code) in [
        ("", "13900000998", "name", "not-an-officer"),
        ("新人", "1", "phone", "not-a-phone"),
        ("新人", "13900000101", "phone", "number-taken"),
    ] {
        let account = Typed {
            page: "/staff",
            operation: "make_account",
            fields: &[("name", name), ("phone", phone)],
            place,
            sentence: staff::problem(code),
        };
        is_refused(&mut system, &account).await;
    }
}
