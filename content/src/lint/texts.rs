//! What people read: sentences too long for a phone, and links that lead nowhere.

use super::Checked;
use crate::file::ThemeFile;
use crate::file::item::{CommitmentFile, FeeFile, ItemFile};
use crate::file::material::{MaterialFile, WaiverFile};
use crate::finding::{Notes, Rule};

/// Characters of one sentence: about four lines of a narrow phone.
const SENTENCE: usize = 60;

/// Characters of a name: two lines of a list.
const NAME: usize = 24;

/// Notes long sentences, long names, and links to themes that do not exist.
pub(super) fn note(checked: &Checked<'_>, notes: &mut Notes) {
    let (sentences, names) = texts(checked.file);
    for text in &sentences {
        for sentence in text.split(['。', '！', '？', '；', '\n']) {
            let count = sentence.trim().chars().count();
            if count > SENTENCE {
                let message = format!("这一句有 {count} 个字，手机上读不完，请拆开，每句不超过 {SENTENCE} 个字。");
                notes.add_text(checked.source, sentence, Rule::LongSentence, message);
            }
        }
    }
    for name in &names {
        let count = name.trim().chars().count();
        if count > NAME {
            let message =
                format!("这个名称有 {count} 个字，列表里放不下，请缩短到 {NAME} 个字以内；事项可以另写 short。");
            notes.add_text(checked.source, name, Rule::LongSentence, message);
        }
    }
    for text in sentences.iter().chain(&names) {
        note_links(text, checked, notes);
    }
}

fn note_links(text: &str, checked: &Checked<'_>, notes: &mut Notes) {
    for (_, target) in pieces(text, "](") {
        let target = target.split(')').next().unwrap_or_default();
        let leads = ["/", "https://", "http://", "tel:"];
        if !leads.iter().any(|start| target.starts_with(start)) {
            let message = format!("链接“{target}”打不开，请写成 /themes/主题编号，或者完整的网址。");
            notes.add_text(checked.source, text, Rule::DeadLink, message);
        }
    }
    let Some(slugs) = checked.slugs else { return };
    for (before, behind) in pieces(text, "/themes/") {
        let is_slug = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
        let slug = behind.split(|letter| !is_slug(letter)).next().unwrap_or_default();
        let is_elsewhere = before.ends_with(is_slug);
        if !is_elsewhere && slug != checked.file.slug.value && !slugs.contains(slug) {
            let message = format!("没有主题“{slug}”，这个链接打不开，请改正，或者去掉。");
            notes.add_text(checked.source, text, Rule::DeadLink, message);
        }
    }
}

/// What stands before and behind each place of a text.
fn pieces<'t>(text: &'t str, place: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> {
    text.match_indices(place)
        .filter_map(move |(at, _)| Some((text.get(..at)?, text.get(at + place.len()..)?)))
}

type Texts<'a> = Vec<&'a str>;

/// Every sentence and every name a citizen reads.
fn texts(file: &ThemeFile) -> (Texts<'_>, Texts<'_>) {
    let mut sentences: Texts<'_> = vec![&file.summary, &file.explain];
    let mut names: Texts<'_> = vec![&file.name];
    sentences.extend(file.promise.iter().filter_map(|promise| promise.explain.as_deref()));
    sentences.extend(file.partial.iter().map(|partial| partial.text.as_str()));
    sentences.extend(file.again.iter().map(|again| again.offer.as_str()));
    for rule in &file.eligibility {
        sentences.push(&rule.text);
        sentences.extend(rule.otherwise.as_deref());
    }
    names.extend(file.subjects.iter().map(|subject| subject.name.as_str()));
    for party in &file.parties {
        sentences.push(&party.consent);
        sentences.extend(party.signs.as_deref());
    }
    for group in &file.one_of {
        sentences.push(&group.ask);
        sentences.extend(group.hint.as_deref());
    }
    for question in &file.questions {
        sentences.push(&question.ask);
        sentences.extend(question.hint.as_deref());
    }
    sentences.extend(file.registers.iter().map(|read| read.purpose.as_str()));
    for topic in &file.topics {
        names.push(&topic.title);
        sentences.extend(topic.intro.as_deref());
        for field in &topic.fields {
            names.extend(field.label.as_deref());
            sentences.extend(field.hint.as_deref());
        }
    }
    for item in &file.items {
        item_texts(item, &mut sentences, &mut names);
    }
    for material in &file.materials {
        material_texts(material, &mut sentences, &mut names);
    }
    for faq in &file.faq {
        sentences.extend([faq.ask.as_str(), &faq.answer]);
    }
    (sentences, names)
}

fn item_texts<'a>(item: &'a ItemFile, sentences: &mut Texts<'a>, names: &mut Texts<'a>) {
    // An official name is as long as it is; lists show the short one.
    names.push(item.short.as_ref().unwrap_or(&item.name));
    names.extend(item.wording.iter().map(|word| word.label.as_str()));
    sentences.push(&item.explain);
    sentences.extend(item.accepts.iter().map(String::as_str));
    if let Some(applies) = &item.applies {
        sentences.extend([applies.because.as_str(), &applies.otherwise]);
    }
    let more = [&item.in_person, &item.offline, &item.if_refused, &item.ask_by];
    sentences.extend(more.into_iter().filter_map(|text| text.as_deref()));
    for pause in &item.pauses {
        names.push(&pause.name);
        sentences.push(&pause.explain);
    }
    commitment_texts(item.commitment.as_ref(), sentences);
    sentences.extend(item.automatic.iter().map(|automatic| automatic.because.as_str()));
    if let Some(FeeFile::Words(words) | FeeFile::Sum { words, .. }) = &item.fee {
        sentences.push(words);
    }
    if let Some(result) = &item.result {
        if item.short.is_none() {
            names.push(&result.name);
        }
        sentences.extend(result.done.as_deref());
        sentences.extend(result.delivery.as_deref());
    }
}

fn material_texts<'a>(material: &'a MaterialFile, sentences: &mut Texts<'a>, names: &mut Texts<'a>) {
    names.push(&material.name);
    sentences.extend(material.hint.as_deref());
    let reasons = material.waivers.iter().map(|waiver| match waiver {
        WaiverFile::Generated(generated) => generated.reason.as_str(),
        WaiverFile::Certificate(known) | WaiverFile::Register(known) => &known.reason,
    });
    sentences.extend(reasons);
    sentences.extend(material.pages.iter().map(|pages| pages.text.as_str()));
    sentences.extend(material.defer.iter().map(|defer| defer.text.as_str()));
    commitment_texts(material.commitment.as_ref(), sentences);
}

fn commitment_texts<'a>(commitment: Option<&'a CommitmentFile>, sentences: &mut Texts<'a>) {
    let Some(commitment) = commitment else { return };
    let lists = commitment.notice.iter().chain(&commitment.excluded);
    sentences.extend(lists.map(String::as_str));
    sentences.extend([commitment.consequence.as_str(), &commitment.promise, &commitment.check]);
}
