//! What an invented theme asks: elements of every kind, whom they are about, questions, pages; and what is answered.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Dice;

/// Everything that is asked.
pub(super) struct Facts {
    /// The subject the citizen is.
    pub(super) me: String,
    /// Somebody nothing is known of.
    pub(super) other: String,
    /// What the household register calls the home.
    pub(super) place: String,
    /// Who signs too; nobody in a small theme.
    pub(super) fellow: Option<String>,
    /// Whether a question decides which subject the citizen is.
    role: Option<Asked>,
    questions: Vec<Question>,
    fields: Vec<Field>,
    elements: Vec<Value>,
    names: Vec<(String, String)>,
}

/// An answer to a field.
#[derive(Clone)]
struct Asked {
    field: String,
    answer: String,
    /// Other answers that could have been given.
    others: Vec<String>,
}

/// Who signs too: what the citizen says of them, and the register knows.
const FELLOW: [(&str, &str); 3] = [
    ("person.name", "陈远"),
    ("person.id_number", "000000199409020017"),
    ("person.ethnicity", "汉族"),
];

struct Question {
    asked: Asked,
    when: Option<Value>,
    is_asked: bool,
    is_date: bool,
}

struct Field {
    asked: Asked,
    optional: bool,
    when: Option<Value>,
}

impl Facts {
    pub(super) fn invent(dice: &mut Dice, is_small: bool) -> Self {
        let (me, other, place) = (dice.id(), dice.id(), dice.id());
        let names = [&me, &other, &place].map(|id| (id.clone(), dice.words(2))).to_vec();
        let mut facts = Self {
            me,
            other,
            place,
            fellow: None,
            role: None,
            questions: Vec::new(),
            fields: Vec::new(),
            elements: known_elements(),
            names,
        };
        if dice.happens(50) && !is_small {
            let role = facts.choice(dice, &facts.place.clone(), 2);
            facts.ask(role.clone(), None, true, false);
            facts.role = Some(role);
        }
        let choices = if is_small { 1 } else { dice.number(1..4) };
        for _ in 0..choices {
            let about = facts.somebody(dice);
            let options = dice.number(2..6);
            let choice = facts.choice(dice, &about, options);
            facts.ask(choice, None, true, false);
        }
        if !is_small {
            facts.ask_more(dice);
        }
        facts.invent_fields(dice, is_small);
        if !is_small {
            facts.invent_fellow(dice);
        }
        facts
    }

    /// Somebody who signs too, of whom everything is asked in any case.
    fn invent_fellow(&mut self, dice: &mut Dice) {
        let fellow = dice.id();
        self.names.push((fellow.clone(), dice.words(2)));
        let fields = FELLOW.map(|(element, answer)| Field {
            asked: Asked {
                field: format!("{fellow}/{element}"),
                answer: answer.to_owned(),
                others: Vec::new(),
            },
            optional: false,
            when: None,
        });
        self.fields.extend(fields);
        self.fellow = Some(fellow);
    }

    /// Whether a field is about who signs too.
    pub(super) fn is_about_fellow(&self, field: &str) -> bool {
        let subject = field.split_once('/').map(|(subject, _)| subject);
        subject.is_some() && subject == self.fellow.as_deref()
    }

    /// A question that is typed, and two that depend on what was answered before.
    fn ask_more(&mut self, dice: &mut Dice) {
        let about = self.somebody(dice);
        let day = self.element(dice, &about, &json!({"date": "any"}), "2026-09-01");
        self.ask(day, None, true, true);
        for truth in [true, false] {
            let when = self.condition(dice, truth);
            let about = self.somebody(dice);
            let choice = self.choice(dice, &about, 3);
            self.ask(choice, Some(when), truth, false);
        }
    }

    fn invent_fields(&mut self, dice: &mut Dice, is_small: bool) {
        let known = [
            (&self.me, "person.name", ""),
            (&self.place, "household.address", "示范市青河区青石路1号"),
            (&self.me, "person.id_number", ""),
            (&self.me, "person.phone", ""),
            (&self.me, "person.ethnicity", ""),
            (&self.me, "person.sex", ""),
            (&self.other, "person.name", "欧阳若兰"),
            (&self.other, "person.id_number", "00000019950614007X"),
        ];
        let known = known.map(|(subject, element, answer)| Asked {
            field: format!("{subject}/{element}"),
            answer: answer.to_owned(),
            others: Vec::new(),
        });
        let (text, name, address) = (dice.words(4), dice.words(3), dice.words(15));
        let typed = [
            (json!({"text": 20}), text.as_str()),
            (json!({"date_time": "past"}), "2026-02-28 23:59"),
            (json!("name"), name.as_str()),
            (json!("id_number"), "000000199409020017"),
            (json!("phone"), "13912345678"),
            (json!({"date": "past"}), "2020-02-29"),
            (json!({"date": "any"}), "2031-12-31"),
            (json!({"date_time": "any"}), "2030-01-01 00:00"),
            (json!({"address": 60}), address.as_str()),
            (json!("bank_card"), "4111111111111111"),
        ];
        let most = if is_small { 2 } else { usize::MAX };
        let mut asked: Vec<_> = known.into_iter().take(most).collect();
        for (kind, answer) in typed.into_iter().take(most) {
            let about = self.somebody(dice);
            asked.push(self.element(dice, &about, &kind, answer));
        }
        if !is_small {
            let about = self.somebody(dice);
            asked.push(self.choice(dice, &about, 4));
        }
        dice.chance.shuffle(&mut asked);
        for asked in asked {
            let truth = dice.happens(70);
            let when = (!is_small && dice.happens(25)).then(|| self.condition(dice, truth));
            self.fields.push(Field {
                asked,
                optional: dice.happens(20),
                when,
            });
        }
    }

    fn somebody(&self, dice: &mut Dice) -> String {
        (*dice.one(&[&self.me, &self.other, &self.place])).clone()
    }

    fn ask(&mut self, asked: Asked, when: Option<Value>, is_asked: bool, is_date: bool) {
        self.questions.push(Question {
            asked,
            when,
            is_asked,
            is_date,
        });
    }

    /// A new element, and a field for it.
    fn element(&mut self, dice: &mut Dice, about: &str, kind: &Value, answer: &str) -> Asked {
        let id = format!("{}.{}", dice.id(), dice.id());
        let mut element = json!({"id": id, "label": dice.words(4), "kind": kind});
        if dice.happens(50) {
            element["hint"] = json!(dice.words(9));
        }
        self.elements.push(element);
        Asked {
            field: format!("{about}/{id}"),
            answer: answer.to_owned(),
            others: Vec::new(),
        }
    }

    fn choice(&mut self, dice: &mut Dice, about: &str, count: usize) -> Asked {
        let mut options: Vec<String> = (0..count).map(|_| dice.id()).collect();
        let kind: Vec<_> = options
            .iter()
            .map(|id| json!({"id": id, "label": dice.words(4)}))
            .collect();
        let answer = options.remove(dice.number(0..count));
        let asked = self.element(dice, about, &json!({"choice": kind}), &answer);
        Asked {
            others: options,
            ..asked
        }
    }

    /// A condition over what was asked so far, of which it is known whether it holds.
    pub(super) fn condition(&self, dice: &mut Dice, truth: bool) -> Value {
        self.condition_within(dice, truth, 3)
    }

    fn condition_within(&self, dice: &mut Dice, truth: bool, depth: usize) -> Value {
        let choices: Vec<&Asked> = self
            .questions
            .iter()
            .filter(|question| question.is_asked && !question.asked.others.is_empty())
            .map(|question| &question.asked)
            .collect();
        let asked = *dice.one(&choices);
        let day = self
            .questions
            .iter()
            .find(|question| question.is_date)
            .map(|question| &question.asked.field);
        match (dice.number(0..8), depth, truth, day) {
            (0, 1.., _, _) => json!({"not": self.condition_within(dice, !truth, depth - 1)}),
            (1, 1.., _, _) => json!({"all": self.conditions(dice, truth, !truth, depth - 1)}),
            (2, 1.., _, _) => json!({"any": self.conditions(dice, truth, truth, depth - 1)}),
            (3, _, true, _) => json!({"same": [asked.field, asked.field]}),
            (4, _, true, _) => json!({"known": asked.field}),
            (5, _, true, Some(day)) => json!({"within_months": {"field": day, "months": 1200}}),
            (_, _, true, _) => json!({"is": {"field": asked.field, "value": asked.answer}}),
            (_, _, false, _) => json!({"is": {"field": asked.field, "value": dice.one(&asked.others)}}),
        }
    }

    /// One condition of this truth, and others of the same, or of any truth where that one decides.
    fn conditions(&self, dice: &mut Dice, truth: bool, one_decides: bool, depth: usize) -> Vec<Value> {
        let mut list = vec![self.condition_within(dice, truth, depth)];
        for _ in 0..dice.number(0..3) {
            let other = if one_decides { dice.happens(50) } else { truth };
            list.push(self.condition_within(dice, other, depth));
        }
        dice.chance.shuffle(&mut list);
        list
    }

    /// Every field of the pages.
    pub(super) fn fields(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.asked.field.clone()).collect()
    }

    pub(super) fn answers(&self) -> BTreeMap<String, String> {
        let questions = self.questions.iter().map(|question| &question.asked);
        let asked = questions.chain(self.fields.iter().map(|field| &field.asked));
        asked.map(|asked| (asked.field.clone(), asked.answer.clone())).collect()
    }

    pub(super) fn elements(&self) -> &[Value] {
        &self.elements
    }

    pub(super) fn subjects_json(&self) -> Value {
        self.names
            .iter()
            .map(|(id, name)| json!({"id": id, "name": name}))
            .collect()
    }

    pub(super) fn applicant_json(&self) -> Value {
        let Some(role) = &self.role else {
            return json!({"subject": self.me});
        };
        let mut subjects = json!({role.answer.as_str(): self.me});
        for option in &role.others {
            subjects[option] = json!(self.other);
        }
        json!({"role": {"field": role.field, "subjects": subjects}})
    }

    pub(super) fn questions_json(&self, dice: &mut Dice) -> Value {
        let question = |question: &Question| {
            let mut written = json!({"field": question.asked.field, "ask": dice.words(8)});
            if let Some(when) = &question.when {
                written["when"] = when.clone();
            }
            if dice.happens(50) {
                written["hint"] = json!(dice.words(10));
            }
            written
        };
        self.questions.iter().map(question).collect()
    }

    pub(super) fn registers_json(&self, dice: &mut Dice) -> Value {
        let (mine, home) = (&self.me, &self.place);
        let mut reads = vec![
            json!({"register": "household", "of": mine, "about": {"self": mine, "home": home}, "purpose": dice.words(5), "when": self.condition(dice, true)}),
            json!({"register": "marriage", "of": self.other, "about": {"spouse": mine}, "purpose": dice.words(5), "when": self.condition(dice, false)}),
        ];
        let fellows = |fellow: &String| json!({"register": "household", "of": fellow, "about": {"self": fellow}, "purpose": dice.words(5)});
        reads.extend(self.fellow.iter().map(fellows));
        reads.into()
    }

    pub(super) fn parties_json(&self, dice: &mut Dice, law: &str) -> Value {
        let party = |fellow: &String| json!({"subject": fellow, "consent": dice.words(8), "signs": dice.words(6), "sources": [law]});
        self.fellow.iter().map(party).collect()
    }

    /// The fields on three or more pages.
    pub(super) fn topics_json(&self, dice: &mut Dice) -> Value {
        let size = dice.number(3..8);
        let field = |field: &Field, dice: &mut Dice| {
            let mut written = json!({"field": field.asked.field, "optional": field.optional});
            if let Some(when) = &field.when {
                written["when"] = when.clone();
            }
            if dice.happens(30) {
                written["label"] = json!(dice.words(4));
            }
            written
        };
        let topic = |fields: &[Field]| {
            let fields: Vec<_> = fields.iter().map(|one| field(one, dice)).collect();
            json!({"id": dice.id(), "title": dice.words(3), "intro": dice.words(8), "fields": fields})
        };
        self.fields.chunks(size).map(topic).collect()
    }
}

/// Elements that the city's registers and accounts speak of.
fn known_elements() -> Vec<Value> {
    let choice =
        |ids: &[&str]| json!({"choice": ids.iter().map(|id| json!({"id": id, "label": id})).collect::<Vec<_>>()});
    [
        ("person.name", json!("name")),
        ("person.id_number", json!("id_number")),
        ("person.phone", json!("phone")),
        ("person.ethnicity", json!({"text": 20})),
        ("person.sex", choice(&["female", "male"])),
        ("household.address", json!({"address": 120})),
        ("household.holder", json!("name")),
        ("household.station", choice(&["qinghe", "dongshan", "nanhu", "unsure"])),
        ("marriage.certificate_number", json!({"text": 40})),
    ]
    .map(|(id, kind)| json!({"id": id, "label": id, "kind": kind}))
    .to_vec()
}
