use data::search::SearchCount;

use super::*;
use crate::office::{NEWBORN, TestOffice, library, newborn};
use crate::theme::follow::follow;
use crate::theme::publish::publish;

fn slugs(themes: &[Published]) -> Vec<&str> {
    themes.iter().map(|found| found.theme.slug.as_str()).collect()
}

async fn first(ctx: &Context, words: &str) -> Option<String> {
    let led = search(ctx, words).await.unwrap();
    led.found.first().map(|found| found.theme.slug.to_string())
}

async fn stored(ctx: &Context) -> Vec<SearchCount> {
    keep_up(ctx).await.unwrap();
    data::search::list(ctx.db.read(), chrono::NaiveDate::default(), 100)
        .await
        .unwrap()
}

fn renamed(name: &str) -> content::Authored {
    let source = newborn()
        .source
        .replace("\nname: 新生儿出生\n", &format!("\nname: {name}\n"));
    content::Authored {
        theme: content::theme::read(&source, &newborn().elements).unwrap(),
        hash: content::theme::hash(&source, &newborn().elements),
        source,
        ..newborn().clone()
    }
}

#[tokio::test]
async fn finds_a_theme_by_the_words_people_use() {
    for office in TestOffice::each().await {
        for words in [
            "新生儿出生",
            "生孩子",
            " 上户口 ",
            "宝宝 出生",
            "给宝宝上个户口",
            "出生医学证明",
            "csdj",
            "shanghukou",
            "ＳＨＡＮＧ hu kou",
            "上护口",
        ] {
            assert_eq!(first(&office.ctx, words).await.as_deref(), Some(NEWBORN), "{words}");
        }
        for (words, slug) in [
            ("小饭店关门", "deregistration"),
            ("坐轮椅", "disability"),
            ("关店", "deregistration"),
        ] {
            assert_eq!(first(&office.ctx, words).await.as_deref(), Some(slug), "{words}");
        }
        for words in ["社保卡", "医保卡", "办一张社保卡", "激活银行功能", "sbk", "社宝卡"] {
            assert_eq!(
                first(&office.ctx, words).await.as_deref(),
                Some("social-card"),
                "{words}"
            );
        }
    }
}

#[tokio::test]
async fn finds_nothing_for_nothing_and_names_the_nearest_for_words_nobody_wrote() {
    for office in TestOffice::each().await {
        let long = "量".repeat(10_000);
        for words in [
            "",
            "　",
            "-",
            "量子力学",
            "<script>",
            "\0\u{7}",
            "''\"--",
            "🙂",
            "q",
            &long,
        ] {
            let led = search(&office.ctx, words).await.unwrap();
            assert_eq!(slugs(&led.found), [""; 0], "{words}");
            assert!(suggest(&office.ctx, words).await.unwrap().is_empty(), "{words}");
        }
        for words in ["火星移民", "老人走了", "办身份证", "buzhidao", "结婚"] {
            let led = search(&office.ctx, words).await.unwrap();
            assert_eq!(slugs(&led.found), [""; 0], "{words}");
            assert!(suggest(&office.ctx, words).await.unwrap().is_empty(), "{words}");
        }
        for words in ["老人走了", "老人家没了"] {
            let led = search(&office.ctx, words).await.unwrap();
            assert_eq!(slugs(&led.nearest), [""; 0], "{words}");
        }
        let led = search(&office.ctx, "火星移民").await.unwrap();
        assert!(!led.nearest.is_empty());
    }
}

#[tokio::test]
async fn what_is_published_is_found_at_once_also_when_another_process_publishes_it() {
    for office in TestOffice::each().await {
        assert_eq!(first(&office.ctx, "喜得贵子").await, None);
        office.advance(1);
        publish(&office.ctx, &renamed("喜得贵子")).await.unwrap();
        assert_eq!(first(&office.ctx, "喜得贵子").await.as_deref(), Some(NEWBORN));
        office.advance(1);
        publish(&office.restarted(), &renamed("弄璋弄瓦")).await.unwrap();
        follow(&office.ctx).await.unwrap();
        assert_eq!(first(&office.ctx, "弄璋弄瓦").await.as_deref(), Some(NEWBORN));
        assert_eq!(first(&office.ctx, "喜得贵子").await, None);
    }
}

#[tokio::test]
async fn a_version_that_cannot_be_read_is_left_out_and_all_others_are_found() {
    for office in TestOffice::each().await {
        let moved = data::theme::find_current_id(office.ctx.db.read(), &NEWBORN.parse().unwrap(), None).await;
        let mut broken = data::theme::find(office.ctx.db.read(), &moved.unwrap().unwrap())
            .await
            .unwrap()
            .unwrap();
        broken.id = office.ctx.new_id().parse().unwrap();
        broken.slug = "broken".parse().unwrap();
        broken.source = "no theme".to_owned();
        let tx = office.ctx.db.write().await.unwrap();
        data::theme::insert(&*tx, broken).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(first(&office.ctx, "上户口").await.as_deref(), Some(NEWBORN));
        let catalogue = indexed(&office.ctx).await.unwrap();
        assert_eq!(catalogue.themes.len(), library().themes.len());
    }
}

#[tokio::test]
async fn while_the_index_cannot_be_built_the_one_before_is_searched() {
    for office in TestOffice::each().await {
        let before = indexed(&office.ctx).await.unwrap();
        office.advance(1);
        publish(&office.ctx, &renamed("喜得贵子")).await.unwrap();
        office.database.rename("theme_versions", "elsewhere").await;
        assert!(Arc::ptr_eq(&before, &indexed(&office.ctx).await.unwrap()));
        keep_up(&office.ctx).await.unwrap();
        office.database.rename("elsewhere", "theme_versions").await;
        assert_eq!(first(&office.ctx, "喜得贵子").await.as_deref(), Some(NEWBORN));
    }
}

#[tokio::test]
async fn what_could_not_be_written_down_is_written_down_later() {
    for office in TestOffice::each().await {
        search(&office.ctx, "生孩子").await.unwrap();
        office.database.rename("search_counts", "elsewhere").await;
        assert!(keep_up(&office.ctx).await.is_err());
        search(&office.ctx, "生孩子").await.unwrap();
        office.database.rename("elsewhere", "search_counts").await;
        assert_eq!(stored(&office.ctx).await[0].count, 2);
    }
}

#[tokio::test]
async fn editors_see_what_was_searched_for_most_often_in_the_last_days() {
    const DAY: i64 = 24 * 3_600_000;
    for office in TestOffice::each().await {
        for words in ["喜得贵子", "喜得贵子", "喜得贵子", "生孩子"] {
            search(&office.ctx, words).await.unwrap();
        }
        keep_up(&office.ctx).await.unwrap();
        office.advance(DAY);
        publish(&office.ctx, &renamed("喜得贵子")).await.unwrap();
        for words in ["喜得贵子", "生孩子", "生孩子", "量子力学"] {
            search(&office.ctx, words).await.unwrap();
        }
        keep_up(&office.ctx).await.unwrap();
        let searched = |words: &str, count, found_nothing| Searched {
            words: words.to_owned(),
            count,
            found_nothing,
        };
        let (db, today) = (office.ctx.db.read(), office.ctx.today());
        let both = [
            searched("喜得贵子", 4, false),
            searched("生孩子", 3, false),
            searched("量子力学", 1, true),
        ];
        assert_eq!(counts(db, today, 2).await.unwrap(), both);
        let last = counts(db, today, 1).await.unwrap();
        assert_eq!(last[0], searched("生孩子", 2, false));
        assert_eq!(last.len(), 3);
    }
}

#[tokio::test]
async fn nothing_is_built_anew_while_nothing_is_published() {
    for office in TestOffice::each().await {
        let before = indexed(&office.ctx).await.unwrap();
        keep_up(&office.ctx).await.unwrap();
        publish(&office.ctx, newborn()).await.unwrap();
        assert!(Arc::ptr_eq(&before, &indexed(&office.ctx).await.unwrap()));
        assert_eq!(before.themes.len(), library().themes.len());
    }
}

#[tokio::test]
async fn who_searches_while_the_index_is_built_gets_the_one_before() {
    for office in TestOffice::each().await {
        let before = indexed(&office.ctx).await.unwrap();
        let building = office.ctx.themes.search.building.lock().await;
        office.advance(1);
        publish(&office.ctx, &renamed("喜得贵子")).await.unwrap();
        assert!(Arc::ptr_eq(&before, &indexed(&office.ctx).await.unwrap()));
        drop(building);
        assert!(!Arc::ptr_eq(&before, &indexed(&office.ctx).await.unwrap()));
    }
}

#[tokio::test]
async fn what_was_searched_for_is_counted_by_the_day_and_suggestions_are_not() {
    const DAY: i64 = 24 * 3_600_000;
    for office in TestOffice::each().await {
        for words in ["量子力学", "生 孩子", "生孩子", "生孩子？"] {
            search(&office.ctx, words).await.unwrap();
        }
        suggest(&office.ctx, "上户口").await.unwrap();
        let counted = |day: &str, words: &str, count, found_nothing| SearchCount {
            day: day.parse().unwrap(),
            words: words.to_owned(),
            count,
            found_nothing,
        };
        let friday = [
            counted("2026-11-20", "量子力学", 1, true),
            counted("2026-11-20", "生孩子", 3, false),
        ];
        assert_eq!(stored(&office.ctx).await, friday);
        search(&office.ctx, "生孩子").await.unwrap();
        assert_eq!(stored(&office.ctx).await[1].count, 4);
        office.advance(DAY);
        search(&office.restarted(), "量子力学").await.unwrap();
        search(&office.ctx, "量子力学").await.unwrap();
        assert_eq!(stored(&office.ctx).await[1], counted("2026-11-21", "量子力学", 1, true));
    }
}

#[tokio::test]
async fn counts_are_forgotten_after_half_a_year() {
    const DAY: i64 = 24 * 3_600_000;
    for office in TestOffice::each().await {
        search(&office.ctx, "生孩子").await.unwrap();
        assert_eq!(stored(&office.ctx).await.len(), 1);
        office.advance(180 * DAY);
        crate::retention::forget_expired(&office.ctx).await.unwrap();
        assert_eq!(stored(&office.ctx).await.len(), 1);
        office.advance(DAY);
        crate::retention::forget_expired(&office.ctx).await.unwrap();
        assert_eq!(stored(&office.ctx).await, []);
    }
}
