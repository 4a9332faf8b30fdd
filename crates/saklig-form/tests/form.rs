//! Form files with faults: what is understood, and what is told.
#![allow(clippy::unwrap_used, reason = "tests")]

use expect_test::{Expect, expect};
use saklig_form::{Form, Remark};
use saklig_text::{Args, Lang, Texts};

/// Both languages have a sentence for the remark, and every value that the sentence shows.
fn in_words(remark: &Remark) -> String {
    for lang in [Lang::Sv, Lang::En] {
        let args =
            remark.args.iter().fold(Args::new(), |args, (name, value)| args.with(*name, value.as_str()));
        let words = Texts::of(lang).fault(remark.code, args);
        assert!(words.is_some(), "no words for {remark}");
        let (what, todo) = words.unwrap_or_default();
        assert!(!what.contains("{$") && !todo.contains("{$"), "{lang:?}: {what} {todo}: {remark}");
    }
    remark.to_string()
}

fn check(text: &str, expected: &Expect) {
    let (form, remarks) = Form::read(text, "f.toml");
    let mut shown: Vec<String> = remarks.iter().map(in_words).collect();
    shown.push(form.map_or("no form".to_owned(), |form| format!("{} fields", form.top_fields().count())));
    expected.assert_eq(&(shown.join("\n") + "\n"));
}

fn with_field(field: &str) -> String {
    format!(
        "id = \"f\"\nversion = \"1\"\n[[sida]]\nid = \"s\"\n[[sida.falt]]\nid = \"a\"\ntyp = \"belopp\"\nfraga = {{ sv = \"A\", en = \"A\" }}\n[[sida.falt]]\n{field}"
    )
}

#[test]
fn a_file_that_is_no_toml_is_told() {
    check(
        "id = \nversion = \"1\"",
        &expect![[r#"
        E0520 f.toml:1: not valid TOML: string values must be quoted, expected literal string — correct the line; the TOML grammar is at toml.io
        0 fields
    "#]],
    );
    check(
        "",
        &expect![[r#"
        E0521 f.toml:1 `id`: `id` is missing — add the key
        E0521 f.toml:1 `version`: `version` is missing — add the key
        no form
    "#]],
    );
}

#[test]
fn misspelt_keys_and_kinds_are_told() {
    check(
        &with_field("id = \"b\"\ntyp = \"bellopp\"\nfraga = \"B\"\nvilkor = \"a > 1\""),
        &expect![[r#"
        E0522 f.toml:11 `sida[1].falt[2].typ`: `sida[1].falt[2].typ` must be one of grupp, lista, personnummer, belopp, tal, heltal, datum, manad, tidpunkt, konto, regnr, text, ja_nej, val, flerval, epost, telefon, info — correct the value
        1 fields
    "#]],
    );
    check(
        &with_field("id = \"b\"\ntyp = \"text\"\nfraga = \"B\"\nvilkor = \"a > 1\""),
        &expect![[r#"
        E0523 f.toml:13 `sida[1].falt[2].vilkor`: the key `sida[1].falt[2].vilkor` is not known here — remove it or correct its spelling; known here: falt, fraga, hjalp, id, krav, langd, maste_vara, max, min, typ, uppgift, val, villkor
        E0526 f.toml:9 `sida[1].falt[2].fraga`: `sida[1].falt[2].fraga` has no text in the language en — add en = "…"
        2 fields
    "#]],
    );
}

#[test]
fn conditions_see_only_what_stands_before() {
    check(
        &with_field(
            "id = \"b\"\ntyp = \"text\"\nfraga = { sv = \"B\", en = \"B\" }\nvillkor = \"c = 1 or a > \"",
        ),
        &expect![[r#"
        E0525 f.toml:13 `villkor`: the condition `c = 1 or a > ` cannot be used: `c` is not a known name — use only fields that stand before this one, spelt as in the form
        E0525 f.toml:13 `villkor`: the condition `c = 1 or a > ` cannot be used: expected a value but found the end — use only fields that stand before this one, spelt as in the form
        2 fields
    "#]],
    );
    check(
        &with_field(
            "id = \"b\"\ntyp = \"text\"\nfraga = { sv = \"B\", en = \"B\" }\nvillkor = \"aa > 1\"\nkrav = \"b = 1\"",
        ),
        &expect![[r#"
        E0525 f.toml:13 `villkor`: the condition `aa > 1` cannot be used: `aa` is not a known name — use only fields that stand before this one, spelt as in the form
        E0525 f.toml:14 `krav`: the condition `b = 1` cannot be used: `b` is not a known name — use only fields that stand before this one, spelt as in the form
        2 fields
    "#]],
    );
}

#[test]
fn fields_must_fit_their_kind() {
    check(
        &with_field("id = \"a\"\ntyp = \"val\"\nfraga = { sv = \"B\", en = \"B\" }"),
        &expect![[r#"
        E0524 f.toml:9 `a`: `a` is used twice — give each page, field and value of the same level its own name
        E0521 f.toml:9 `sida[1].falt[2].val`: `sida[1].falt[2].val` is missing — list the values to choose from
        2 fields
    "#]],
    );
    check(
        &with_field("id = \"B\"\ntyp = \"lista\""),
        &expect![[r#"
        E0522 f.toml:9 `sida[1].falt[2].id`: `sida[1].falt[2].id` must be a name of a–z, 0–9 and _ that begins with a letter — correct the value
        E0521 f.toml:9 `sida[1].falt[2].falt`: `sida[1].falt[2].falt` is missing — a group or list needs at least one field of its own
        E0521 f.toml:9 `sida[1].falt[2].fraga`: `sida[1].falt[2].fraga` is missing — write the question in Swedish and English
        2 fields
    "#]],
    );
}
