//! The files by which others see that the site is ours: under their own names, and nothing beside them.

use std::os::unix::fs::symlink;

use http::StatusCode;

use crate::site::{Setup, Site};

#[tokio::test]
async fn a_verification_file_lies_at_the_root_under_its_name_and_nothing_around_it_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &[u8]| std::fs::write(folder.path().join(name), content).unwrap();
    std::fs::create_dir(folder.path().join("proofs")).unwrap();
    std::fs::create_dir(folder.path().join("proofs/inner.txt")).unwrap();
    write("beside.txt", b"secret");
    write("proofs/MP_verify_aB3.txt", b"aB3");
    write("proofs/alipay.html", b"<p>ours</p>");
    write("proofs/index.html", b"secret");
    write("proofs/.hidden.txt", b"secret");
    write("proofs/script.js", b"secret");
    write("proofs/large.txt", &vec![b'a'; 64 * 1024 + 1]);
    let site = Site::set_up(Setup {
        verification_dir: Some(folder.path().join("proofs")),
        ..Setup::default()
    })
    .await;
    let mut browser = site.browser();
    let text = browser.get("/MP_verify_aB3.txt").await.unwrap();
    assert_eq!((text.status, text.text()), (StatusCode::OK, "aB3".to_owned()));
    assert_eq!(text.header("content-type"), "text/plain; charset=utf-8");
    let html = browser.get("/alipay.html?x=1").await.unwrap();
    assert_eq!(html.header("content-type"), "text/html; charset=utf-8");
    for path in [
        "/../beside.txt",
        "/%2e%2e/beside.txt",
        "/..%2fbeside.txt",
        "/%2e%2e%2fbeside.txt",
        "/MP_verify_aB3.txt/../../beside.txt",
        "/MP%5fverify_aB3.txt",
        "/mp_verify_ab3.txt",
        "/MP_verify_aB3.txt/",
        "/.hidden.txt",
        "/script.js",
        "/large.txt",
        "/inner.txt",
        "/proofs/MP_verify_aB3.txt",
    ] {
        let page = browser.get(path).await.unwrap();
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(page.heading(), app::text::problem::NOT_FOUND.title, "{path}");
        assert!(!page.text().contains("secret"), "{path}");
    }
    let home = browser.get("/").await.unwrap();
    assert_eq!(home.status, StatusCode::OK, "{home}");
    assert!(!home.text().contains("secret"), "our own pages are ours: {home}");
}

#[tokio::test]
async fn a_folder_that_a_cluster_lays_out_as_links_is_served_as_files_are() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("..2026_01")).unwrap();
    std::fs::write(at("..2026_01/MP_verify_aB3.txt"), b"aB3").unwrap();
    std::fs::write(at("..2026_01/large.txt"), vec![b'a'; 64 * 1024 + 1]).unwrap();
    symlink("..2026_01", at("..data")).unwrap();
    for name in ["MP_verify_aB3.txt", "large.txt", "gone.txt"] {
        symlink(format!("..data/{name}"), at(name)).unwrap();
    }
    symlink("..2026_01", at("folder.txt")).unwrap();
    let site = Site::set_up(Setup {
        verification_dir: Some(folder.path().to_owned()),
        ..Setup::default()
    })
    .await;
    let mut browser = site.browser();
    let text = browser.get("/MP_verify_aB3.txt").await.unwrap();
    assert_eq!((text.status, text.text()), (StatusCode::OK, "aB3".to_owned()));
    for path in ["/large.txt", "/gone.txt", "/folder.txt"] {
        let page = browser.get(path).await.unwrap();
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}: {page}");
    }
}
