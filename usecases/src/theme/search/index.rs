//! The index itself: what is looked for where, how much it counts, and how much must fit to be called found.
//!
//! tantivy cuts Chinese into neighbouring characters (n-grams). Sound catches a wrong character that is read alike, letters catch
//! pinyin, initials catch `csdj`. One document per theme; its number is its place in the list, so nothing is stored.

mod enough;

use tantivy::collector::{DocSetCollector, TopDocs};
use tantivy::directory::RamDirectory;
use tantivy::query::{Bm25StatisticsProvider, BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, SchemaBuilder, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{NgramTokenizer, RawTokenizer, TokenizerManager, WhitespaceTokenizer};
use tantivy::{ReloadPolicy, Searcher, SingleSegmentIndexWriter, TantivyDocument, Term};

use super::words::{Run, folded, initials, is_single, letters, parts, plain, runs, said, sounds};

/// What is written about one theme.
#[derive(Debug, Default)]
pub(super) struct Document<'a> {
    /// Its name and aliases.
    pub(super) names: Vec<&'a str>,
    /// Its items and their results.
    pub(super) items: Vec<&'a str>,
    /// Its papers.
    pub(super) papers: Vec<&'a str>,
    /// Its summary, and what people ask.
    pub(super) asked: Vec<&'a str>,
    /// Departments and halls.
    pub(super) halls: Vec<&'a str>,
    /// What is explained and answered.
    pub(super) prose: Vec<&'a str>,
}

/// One theme that fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hit {
    /// Its place in the list the index was built from.
    pub(super) place: usize,
    /// How well it fits.
    pub(super) score: f32,
    /// Enough of the words are in it; otherwise it is only among the nearest there are.
    pub(super) is_found: bool,
    /// It fits more than whom the words are about; otherwise it has nothing to do with them.
    pub(super) is_near: bool,
}

/// How much each way to fit counts; what scored best over the query set, and hardly less half or twice as large.
///
/// The whole of a name or alias, and nothing else.
const WHOLE: f32 = 20.0;
/// The whole of a name or alias within a longer query.
const WITHIN: f32 = 2.0;
/// Characters of a name or alias.
const NAME: f32 = 2.5;
/// Characters of an item or its result.
const ITEM: f32 = 2.0;
/// Characters of a paper.
const PAPER: f32 = 1.0;
/// Characters of the summary or a question.
const ASKED: f32 = 1.0;
/// Characters of a department or hall.
const HALL: f32 = 0.5;
/// Characters of an explanation or answer.
const PROSE: f32 = 0.5;
/// Neighbouring syllables, however they are written.
const SOUND: f32 = 0.6;
/// Letters of the pinyin, or first letters of the syllables.
const LETTERS: f32 = 1.0;
/// One character alone, beside two that stand together.
const SINGLE: f32 = 0.4;
/// The same characters in a second field, beside the best one.
const BESIDE: f32 = 0.3;

/// How much of a query is looked at, characters.
const LONGEST: usize = 40;
/// Memory the writer may take while it builds, bytes.
const WRITER: usize = 15_000_000;
/// Themes by the words in them.
pub(super) struct Index {
    searcher: Searcher,
    fields: Fields,
}

/// Where to look. Each part of a theme is a field of its own, so that it counts for what it is.
struct Fields {
    whole: Field,
    names: Field,
    items: Field,
    papers: Field,
    asked: Field,
    halls: Field,
    prose: Field,
    /// Names and items together, and all of these together, to tell which words are rare.
    about: Field,
    all: Field,
    sounds: Field,
    letters: Field,
    initials: Field,
}

impl Fields {
    fn declare(schema: &mut SchemaBuilder) -> Self {
        let mut field = |name: &str, cut: &str, by_length: bool| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(cut)
                .set_index_option(IndexRecordOption::WithFreqs)
                .set_fieldnorms(by_length);
            schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        };
        Self {
            whole: field("whole", "raw", false),
            // Who writes many aliases must not lose by it.
            names: field("names", "words", false),
            items: field("items", "words", false),
            papers: field("papers", "words", false),
            asked: field("asked", "words", false),
            halls: field("halls", "words", false),
            prose: field("prose", "words", false),
            about: field("about", "words", false),
            all: field("all", "words", false),
            sounds: field("sounds", "spaced", false),
            letters: field("letters", "letters", false),
            initials: field("initials", "initials", false),
        }
    }
}

/// How each field is cut.
fn tokenizers() -> tantivy::Result<TokenizerManager> {
    let cut = TokenizerManager::new();
    cut.register("raw", RawTokenizer::default());
    cut.register("words", NgramTokenizer::all_ngrams(1, 2)?);
    cut.register("spaced", WhitespaceTokenizer::default());
    cut.register("letters", NgramTokenizer::all_ngrams(3, 4)?);
    cut.register("initials", NgramTokenizer::all_ngrams(2, 5)?);
    Ok(cut)
}

impl Index {
    /// Writes the index, in memory.
    ///
    /// # Errors
    /// When the library fails.
    pub(super) fn build(documents: &[Document<'_>]) -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let fields = Fields::declare(&mut schema);
        // The one writer that starts no threads; there is one segment, and documents keep their order.
        let mut writer: SingleSegmentIndexWriter = tantivy::Index::builder()
            .schema(schema.build())
            .tokenizers(tokenizers()?)
            .single_segment_index_writer(RamDirectory::create(), WRITER)?;
        for document in documents {
            writer.add_document(written(&fields, document))?;
        }
        let index = writer.finalize()?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self {
            searcher: reader.searcher(),
            fields,
        })
    }

    /// The themes that these words fit, the best first, at most so many.
    ///
    /// # Errors
    /// When the library fails.
    pub(super) fn find(&self, words: &str, most: usize) -> tantivy::Result<Vec<Hit>> {
        let words: String = plain(words).chars().take(LONGEST).collect();
        if words.is_empty() || most == 0 {
            return Ok(Vec::new());
        }
        let found = self.searcher.search(&self.enough(&words)?, &DocSetCollector)?;
        let near = self
            .near(&words)?
            .map(|near| self.searcher.search(&near, &DocSetCollector));
        let near = near.transpose()?;
        let best = TopDocs::with_limit(most).order_by_score();
        let ranked = self
            .searcher
            .search_with_statistics_provider(&self.fit(&words)?, &best, &Overall(self))?;
        let hit = |(score, at): (f32, tantivy::DocAddress)| {
            Some(Hit {
                place: usize::try_from(at.doc_id).ok()?,
                score,
                is_found: found.contains(&at),
                is_near: near.as_ref().is_none_or(|near| near.contains(&at)),
            })
        };
        Ok(ranked.into_iter().filter_map(hit).collect())
    }
}

type Clause = Box<dyn Query>;

/// How rare a word is in themes as a whole: one that stands in every second theme is not rare because few have it in their name.
struct Overall<'a>(&'a Index);

impl Bm25StatisticsProvider for Overall<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.0.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.0.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let fields = &self.0.fields;
        let (about, any) = (
            [fields.names, fields.items],
            [fields.papers, fields.asked, fields.halls, fields.prose],
        );
        let overall = match term.value().as_str() {
            Some(token) if about.contains(&term.field()) => Term::from_field_text(fields.about, token),
            Some(token) if any.contains(&term.field()) => Term::from_field_text(fields.all, token),
            _ => term.clone(),
        };
        self.0.searcher.doc_freq(&overall)
    }
}

/// What makes a theme fit, every way adding to its score.
impl Index {
    fn fit(&self, words: &str) -> tantivy::Result<BooleanQuery> {
        let mut clauses = Vec::new();
        clauses.extend(self.term(self.fields.whole, words, WHOLE)?);
        for run in said(words).into_iter().flat_map(runs) {
            match run {
                Run::Letters(letters) => clauses.extend(self.letters_fit(letters)?),
                Run::Words(words) => self.words_fit(words, &mut clauses)?,
            }
        }
        Ok(any(clauses))
    }

    fn words_fit(&self, words: &str, clauses: &mut Vec<Clause>) -> tantivy::Result<()> {
        for part in parts(words) {
            clauses.extend(self.term(self.fields.whole, part, WITHIN)?);
            clauses.extend(self.term(self.fields.whole, &letters(part), WITHIN / 2.0)?);
        }
        for token in self.cut(self.fields.names, words)? {
            let weight = if is_single(&token) { SINGLE } else { 1.0 };
            let ways = self.ways(&token, weight)?;
            if !ways.is_empty() {
                clauses.push(Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, BESIDE)));
            }
        }
        for pair in sounds(words) {
            clauses.extend(self.term(self.fields.sounds, &pair, SOUND)?);
        }
        Ok(())
    }

    /// Letters are either pinyin or initials: whichever fits better.
    fn letters_fit(&self, letters: &str) -> tantivy::Result<Option<Clause>> {
        let mut pinyin: Vec<_> = self
            .term(self.fields.whole, &folded(letters), WITHIN * 2.0)?
            .into_iter()
            .collect();
        let mut initials: Vec<_> = self
            .term(self.fields.whole, letters, WITHIN * 2.0)?
            .into_iter()
            .collect();
        for token in self.cut(self.fields.letters, &folded(letters))? {
            pinyin.extend(self.term(self.fields.letters, &token, LETTERS)?);
        }
        for token in self.cut(self.fields.initials, letters)? {
            initials.extend(self.term(self.fields.initials, &token, LETTERS)?);
        }
        let either: Vec<Clause> = vec![Box::new(any(pinyin)), Box::new(any(initials))];
        Ok(Some(Box::new(DisjunctionMaxQuery::new(either))))
    }

    /// The token in each field that holds the theme's words.
    fn ways(&self, token: &str, weight: f32) -> tantivy::Result<Vec<Clause>> {
        let fields = &self.fields;
        let places = [
            (fields.names, NAME),
            (fields.items, ITEM),
            (fields.papers, PAPER),
            (fields.asked, ASKED),
            (fields.halls, HALL),
            (fields.prose, PROSE),
        ];
        let mut ways = Vec::new();
        for (field, counts) in places {
            ways.extend(self.term(field, token, counts * weight)?);
        }
        Ok(ways)
    }

    /// Themes with this token, unless there are none.
    fn term(&self, field: Field, token: &str, weight: f32) -> tantivy::Result<Option<Clause>> {
        let term = Term::from_field_text(field, token);
        if self.searcher.doc_freq(&term)? == 0 {
            return Ok(None);
        }
        let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
        Ok(Some(Box::new(BoostQuery::new(query, weight))))
    }

    /// The text as this field is cut, each token once.
    fn cut(&self, field: Field, text: &str) -> tantivy::Result<Vec<String>> {
        let mut cutter = self.searcher.index().tokenizer_for_field(field)?;
        let mut tokens = Vec::new();
        cutter.token_stream(text).process(&mut |token| {
            if !tokens.contains(&token.text) {
                tokens.push(token.text.clone());
            }
        });
        Ok(tokens)
    }
}

fn any(clauses: Vec<Clause>) -> BooleanQuery {
    BooleanQuery::new(clauses.into_iter().map(|clause| (Occur::Should, clause)).collect())
}

fn written(fields: &Fields, document: &Document<'_>) -> TantivyDocument {
    let mut written = TantivyDocument::default();
    for name in &document.names {
        let name = plain(name);
        for whole in [name.clone(), letters(&name), initials(&name)] {
            written.add_text(fields.whole, whole);
        }
    }
    let parts = [
        (fields.names, &document.names),
        (fields.items, &document.items),
        (fields.papers, &document.papers),
        (fields.asked, &document.asked),
        (fields.halls, &document.halls),
        (fields.prose, &document.prose),
    ];
    for (field, texts) in parts {
        for text in texts {
            let text = plain(text);
            written.add_text(field, &text);
            if [fields.names, fields.items].contains(&field) {
                written.add_text(fields.about, &text);
            }
            written.add_text(fields.all, text);
        }
    }
    for text in document.names.iter().chain(&document.items).map(|text| plain(text)) {
        written.add_text(fields.sounds, sounds(&text).collect::<Vec<_>>().join(" "));
        written.add_text(fields.letters, letters(&text));
        written.add_text(fields.initials, initials(&text));
    }
    written
}
