//! Production: nothing of the sandbox exists, and nothing says that it does.

use http::{HeaderMap, Method, StatusCode};
use server::config::ModeName;

use crate::site::{Setup, Site};

async fn production() -> Site {
    let public_url = Some("https://zhangban.example".to_owned());
    Site::set_up(Setup {
        mode: ModeName::Production,
        public_url,
        ..Setup::default()
    })
    .await
}

#[tokio::test]
async fn nobody_is_listed_to_sign_in_as() {
    let site = production().await;
    let page = site.browser().get("/sign-in").await.unwrap();
    assert!(page.form_names().iter().all(|name| !name.contains("sign_in")), "{page}");
    assert!(!page.text().contains("林晓") && !page.text().contains("高颖"), "{page}");
}

#[tokio::test]
async fn signing_in_as_one_of_the_sandbox_does_nothing() {
    let sandbox = Site::open().await;
    let forms = sandbox.browser().get("/sign-in").await.unwrap().forms();
    let site = production().await;
    let posts = forms.into_iter().filter(|form| {
        form.buttons
            .iter()
            .any(|(name, _)| name == "citizen" || name == "officer")
    });
    for form in posts {
        let mut browser = site.browser();
        let page = browser.get("/").await.unwrap();
        let (name, value) = form.buttons[0].clone();
        let answer = browser.press(&page, &form, (&name, &value)).await.unwrap();
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{value}");
        assert!(!browser.cookies.keys().any(|name| name.ends_with("session")), "{value}");
    }
}

#[tokio::test]
async fn the_switches_of_the_sandbox_are_not_there() {
    let sandbox = Site::open().await;
    let page = sandbox.browser().get("/sandbox").await.unwrap();
    let mut switch = page.form("set_register");
    switch.set("behaviour", "down");
    let site = production().await;
    let mut browser = site.browser();
    assert_eq!(browser.get("/sandbox").await.unwrap().status, StatusCode::NOT_FOUND);
    assert_eq!(
        browser.press(&page, &switch, ("", "")).await.unwrap().status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        browser
            .send(Method::HEAD, "/sandbox", HeaderMap::new(), "".into())
            .await
            .unwrap()
            .status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn no_page_speaks_of_a_sandbox() {
    let (sandbox, production) = (Site::open().await, production().await);
    for path in ["/", "/themes/newborn", "/sign-in"] {
        assert_eq!(
            sandbox.browser().get(path).await.unwrap().texts("p.sandbox").len(),
            1,
            "{path}"
        );
        assert_eq!(
            production.browser().get(path).await.unwrap().texts("p.sandbox").len(),
            0,
            "{path}"
        );
    }
}
