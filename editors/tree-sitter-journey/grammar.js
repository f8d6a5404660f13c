/**
 * The journey language for tree-sitter, after `grammar/journey.pest`, which is the truth.
 *
 * Statements end at the line end, so line ends are tokens here; only spaces, tabs and comments may stand anywhere.
 */

/// <reference types="tree-sitter-cli/dsl" />
// @ts-check

const ELEMENTS = [
  // words: elements
  'persona', 'channel', 'source', 'team', 'lane', 'journey', 'phase', 'stage', 'touchpoint', 'step',
  'outcome', 'pain', 'gain', 'opportunity', 'metric', 'risk', 'moment-of-truth',
  // end of words
];

// An id; a hyphen belongs to it only before another of its characters, so `a->b` is a transition.
const ID = /[\p{XID_Start}_][\p{XID_Continue}]*(-+[\p{XID_Continue}]+)*/u.source;

/** One or more, with commas between. A line may end after a comma. */
const several = ($, rule) => seq(rule, repeat(seq(',', repeat($._newline), rule)));

/** What a way says of itself, in any order, and its clauses. */
const details = ($) => seq(repeat(choice(field('share', $.measure), field('label', $.text), $.takes)), repeat($.clause));

module.exports = grammar({
  name: 'journey',

  word: ($) => $._identifier,

  extras: ($) => [/[ \t]/, $.comment],

  supertypes: ($) => [$.statement, $.clause],

  // Whether a `{` comes after the line ends that follow a statement is only known there.
  conflicts: ($) => [[$.element, $._element_with_block], [$.field, $._field_with_block]],

  rules: {
    source_file: ($) => seq(optional('\uFEFF'), optional($._body)),

    // A statement without a block is followed by a separator, unless it is the last one.
    _body: ($) => choice(seq(repeat1($._item), optional($.statement)), $.statement),
    _item: ($) => choice($._separator, seq($.statement, $._separator), $._closed, $.branch),
    _closed: ($) => choice(alias($._element_with_block, $.element), alias($._field_with_block, $.field)),
    _separator: ($) => choice($._newline, ';'),
    _newline: (_) => /\r\n|\n|\r/,

    block: ($) => seq('{', optional($._body), '}'),

    statement: ($) => choice($.import, $.element, $.field, $.flag, $.transition, $.influence),

    import: ($) => seq('import', field('path', $.text)),

    element: ($) => $._element,
    _element_with_block: ($) => seq($._element, repeat($._newline), $.block),
    _element: ($) =>
      prec.right(seq(
        field('kind', $.keyword),
        optional(choice(
          seq(field('id', $.id), optional(field('title', $.text)), optional(field('value', choice($.measure, $.word)))),
          seq(field('title', $.text), optional(field('value', choice($.measure, $.word)))),
        )),
        repeat($.clause),
      )),
    keyword: (_) => choice(...ELEMENTS),

    field: ($) => $._field,
    _field_with_block: ($) => seq($._field, repeat($._newline), $.block),
    _field: ($) => prec.right(seq(field('name', $.name), ':', choice($._values, $.list), repeat($.clause))),
    _values: ($) => several($, field('value', $._value)),
    list: ($) => seq('[', repeat(choice($._newline, ',', field('value', $._value))), ']'),
    flag: ($) => alias($._identifier, $.name),

    // Ways of customers.
    transition: ($) => seq($._first_ends, repeat1(seq($._arrow, $._ends)), details($)),
    branch: ($) => seq($._first_ends, repeat(seq($._arrow, $._ends)), $._arrow, $.arms),
    arms: ($) => seq('{', repeat(choice($._separator, seq($._arms, $._separator))), optional($._arms), '}'),
    _arms: ($) => several($, $.arm),
    arm: ($) => seq($._end, details($)),
    influence: ($) => seq('influence', $._ends, $._arrow, $._ends, optional(field('label', $.text)), repeat($.clause)),

    // A statement that begins with `journey` declares one.
    _first_ends: ($) => seq($.reference, repeat(seq(',', repeat($._newline), $._end))),
    _ends: ($) => several($, $._end),
    _end: ($) => choice($.handoff, $.reference),
    handoff: ($) => prec(1, seq('journey', $.reference)),
    arrow: (_) => '->',
    _arrow: ($) => seq($.arrow, repeat($._newline)),

    takes: ($) => seq('takes', $.measure),

    clause: ($) => choice($.for_clause, $.from_clause, $.when_clause),
    for_clause: ($) => prec.right(seq('for', several($, $.reference))),
    from_clause: ($) => prec.right(seq('from', several($, $.reference))),
    when_clause: ($) => seq('when', $.text),

    // Values.
    _value: ($) => choice($._simple, $.arc),
    arc: ($) => seq($._simple, repeat1(seq($._arrow, $._simple))),
    _simple: ($) => choice($.text_block, $.text, $.date, $.measure, $.reference),

    measure: ($) => prec.right(seq(optional($.comparison), $._amount, optional(seq('..', $._amount)))),
    comparison: (_) => choice('<=', '>=', '<', '>'),
    _amount: ($) =>
      prec.right(1, seq(
        choice($.number, seq(alias($._identifier, $.currency), $.number), alias($._money, $.number)),
        optional(choice('%', seq('/', $.number, optional(alias($.text, $.unit))), alias($._identifier, $.unit), alias($.text, $.unit))),
      )),
    number: (_) => /[+\-\u2212]?[0-9]+(\.[0-9]+)?/,
    // EUR4.90: three capitals before a digit are a currency wherever a value may stand.
    _money: (_) => token(prec(1, /[A-Z]{3}[0-9]+(\.[0-9]+)?/)),
    date: (_) => /[0-9]{4}-[0-9]{2}(-[0-9]{2})?/,

    // Only the backslash has a meaning in a text.
    text: ($) => choice('""', seq('"', repeat(choice($.escape, $._plain)), token.immediate('"'))),
    _plain: (_) => token.immediate(prec(1, /[^"\\\n]+/)),
    escape: (_) => token.immediate(/\\([^u\n]|u\{[0-9A-Fa-f]*\}|u)/),

    // It closes where """ is the first thing on a line, or on the line on which it was opened.
    text_block: (_) =>
      token(seq(
        '"""',
        /([^"\r\n]|"[^"\r\n]|""[^"\r\n])*/,
        choice('"""', seq(/"{0,2}/, /(\r?\n[ \t]*(("{1,2})?([^"\s][^\r\n]*)?))*/, /\r?\n[ \t]*/, '"""')),
      )),

    // Names.
    name: ($) => choice($._identifier, ...ELEMENTS),
    id: ($) => prec(2, choice($._identifier, ...ELEMENTS)),
    word: ($) => $._identifier,
    reference: ($) => choice($._identifier, $._qualified, ...ELEMENTS),
    _qualified: (_) => new RustRegex(`${ID}(\\.${ID})+`),
    _identifier: (_) => new RustRegex(ID),

    comment: (_) => token(seq('//', /[^\r\n]*/)),
  },
});
