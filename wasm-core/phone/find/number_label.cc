#include "phone/find/number_label.h"

#include <algorithm>
#include <span>
#include <string>

#include "base/utf8.h"
#include "phone/find/text_marks.h"
#include "phone/regex/unicode.h"

namespace deskbell::phone {
namespace {

constexpr std::size_t kLongestWord = 60;  // bytes

using Words = std::span<const std::string_view>;

// A word that begins with one of them; compounds end as their language wishes.
constexpr std::string_view kTelephoneStems[] = {
    "telef", "télép",    "teléf",  "phone",  "mobi", "móvil", "movil", "cell", "celu",    "portab",
    "handy", "whatsapp", "komórk", "komork", "тел",  "моб",   "факс",  "звон", "звоніть", "тлф",
    "هاتف",  "جوال",     "موبايل", "تلفون",  "فاكس", "电话",  "電話",  "手机", "手機",
};
// The whole word; a single letter stands on business cards.
constexpr std::string_view kTelephoneWords[] = {
    "tel", "tele", "tél", "tfno",   "tlf",  "tlfn", "fax", "faks", "gsm", "t",   "m",    "f",
    "mob", "call", "bel", "bellen", "belt", "ring", "sms", "wa",   "kom", "cel", "dial", "phones",
};
constexpr std::string_view kOtherStems[] = {
    "order",     "bestel",    "factu",    "invoic",   "rechn",   "faktur",   "refer",
    "kenmerk",   "iban",      "konto",    "rekening", "account", "serie",    "serial",
    "artikel",   "article",   "ticket",   "track",    "trace",   "barcode",  "version",
    "versie",    "build",     "commit",   "contract", "polis",   "policy",   "dossier",
    "incident",  "transact",  "transak",  "uuid",     "guid",    "postcode", "zamów",
    "zamow",     "numer zam", "счет",     "счёт",     "заказ",   "договор",  "рахун",
    "замов",     "артикул",   "инвойс",   "طلب",      "فاتورة",  "حساب",     "commande",
    "contrat",   "compte",    "bestell",  "vertrag",  "sendung", "paket",    "pakket",
    "parcel",    "colis",     "passport", "paspoort", "licen",   "licence",  "kenteken",
    "timestamp", "session",
};
constexpr std::string_view kOtherWords[] = {
    "id",    "ids",   "uid",   "ref",      "iban",  "bic",   "vat",   "btw",   "kvk",   "bsn",
    "ssn",   "nip",   "inn",   "kpp",      "ogrn",  "инн",   "огрн",  "кпп",   "ean",   "gtin",
    "upc",   "isbn",  "issn",  "sku",      "imei",  "sn",    "s/n",   "batch", "lot",   "part",
    "item",  "case",  "zaak",  "bug",      "pr",    "v",     "ver",   "zip",   "plz",   "card",
    "kaart", "karte", "carte", "karta",    "pin",   "siret", "siren", "pesel", "regon", "krs",
    "uetr",  "po",    "inv",   "steuernr", "ustid", "crm",   "asin",  "doi",   "rma",
};
// What they are of stands before them.
constexpr std::string_view kNumberWords[] = {
    "no",     "nr",    "nº",    "n°",  "num",  "number", "nummer", "numero",  "numéro",
    "número", "numer", "номер", "код", "code", "رقم",    "№",      "numbers", "nrs",
};
// Whoever has a number of that kind, and a telephone as well.
constexpr std::string_view kHolderStems[] = {
    "custom",  "client", "klant", "kund",   "member", "lid",    "mitglied", "patient",
    "student", "employ", "user",  "klient", "клиент", "клієнт", "عميل",
};
// Ends of compounds: Telefonnummer, klantnr.
constexpr std::string_view kNumberEnds[] = {"nummer", "number", "nr"};

constexpr std::string_view kCurrencies[] = {
    "eur", "euro", "euros", "usd", "gbp", "chf", "pln", "zł",     "zl",      "kr",     "sek", "nok",
    "dkk", "rub",  "руб",   "р",   "uah", "грн", "czk", "kč",     "huf",     "ft",     "ron", "lei",
    "try", "tl",   "aed",   "sar", "jpy", "cny", "inr", "dollar", "dollars", "pounds",
};
constexpr std::string_view kUnits[] = {
    "km",   "m",        "mm",        "cm",     "kg",     "g",     "mg",    "l",      "ml",    "mb",
    "gb",   "kb",       "tb",        "kwh",    "mwh",    "w",     "v",     "hz",     "mhz",   "ghz",
    "px",   "pt",       "pcs",       "st",     "stk",    "stuks", "items", "pieces", "units", "ms",
    "sec",  "min",      "bytes",     "rows",   "regels", "rijen", "views", "users",  "m²",    "km²",
    "m³",   "шт",       "кг",        "км",     "м",      "г",     "°",     "°c",     "dpi",   "rpm",
    "kcal", "visitors", "followers", "zeilen", "lignes",
};

bool is_one_of(Words words, std::string_view word) {
  if (word.empty()) return false;
  return std::any_of(words.begin(), words.end(), [&](std::string_view each) {
    return each.size() == word.size() && each.front() == word.front() && each == word;
  });
}
bool begins_with_one_of(Words stems, std::string_view word) {
  if (word.empty()) return false;
  return std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) {
    return stem.front() == word.front() && word.starts_with(stem);
  });
}

char32_t lower(char32_t point) {
  const bool latin_one = point >= 0xC0 && point <= 0xDE && point != 0xD7;
  return latin_one ? point + 0x20 : lower_case(point);
}

bool is_word_part(const TextStep& step) {
  if (step.size == 0) return false;
  if (step.point < 0x80) {
    return lower_case(step.point) >= U'a' && lower_case(step.point) <= U'z';
  }
  return step.point == 0xB0 || step.point == 0xB2 || step.point == 0xB3 || step.point == 0x2116 ||
         regex::letters().contains(step.point);
}

/// Between a word and its number, or the next word.
bool is_gap(const TextStep& step) {
  return step.size != 0 &&
         (step.is(kBlank) || step.point == U':' || step.point == U'.' || step.point == U'(' ||
          step.point == U'-' || step.point == U'=' || step.point == U'/' || step.point == U')' ||
          step.point == 0xFF1A || step.point == U'[' || step.point == U'\t' ||
          step.point == U'\n' || step.point == U'*');
}

std::string lower_word(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const TextStep step = step_at(word, at);
    append_utf8(out, lower(step.point));
    at += step.size;
  }
  return out;
}

/// Reads words from their end to their beginning.
std::string word_before(std::string_view text, std::size_t* at) {
  constexpr int kMostGap = 40;  // a line that is set far in
  for (int gap = 0; gap < kMostGap && is_gap(step_before(text, *at)); ++gap) {
    *at -= step_before(text, *at).size;
  }
  const std::size_t end = *at;
  while (end - *at < kLongestWord && is_word_part(step_before(text, *at))) {
    *at -= step_before(text, *at).size;
  }
  return lower_word(text.substr(*at, end - *at));
}

NumberLabel label_of(std::string_view word) {
  if (is_one_of(kTelephoneWords, word) || begins_with_one_of(kTelephoneStems, word)) {
    return NumberLabel::telephone;
  }
  if (is_one_of(kOtherWords, word) || begins_with_one_of(kOtherStems, word)) {
    return NumberLabel::other;
  }
  for (const std::string_view end : kNumberEnds) {
    if (word.size() > end.size() + 2 && word.ends_with(end)) return NumberLabel::other;
  }
  return NumberLabel::none;
}

std::string word_behind(std::string_view text, std::size_t at) {
  if (step_at(text, at).is(kBlank)) at += step_at(text, at).size;
  std::size_t end = at;
  while (end - at < kLongestWord && is_word_part(step_at(text, end)))
    end += step_at(text, end).size;
  return lower_word(text.substr(at, end - at));
}

bool is_currency_sign(const TextStep& step) {
  return step.point == U'$' || (step.size > 1 && regex::currency_symbols().contains(step.point));
}

}  // namespace

NumberLabel label_before(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  std::string word = word_before(text, &at);
  if (word.empty()) return NumberLabel::none;
  if (!is_one_of(kNumberWords, word)) return label_of(word);
  // "Customer no. 061…" is no telephone number; "the new number 061…" may be.
  const std::string what = word_before(text, &at);
  return begins_with_one_of(kHolderStems, what) ? NumberLabel::other : label_of(what);
}

bool is_amount(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string behind = word_behind(text, end);
  if (is_one_of(kCurrencies, behind) || is_one_of(kUnits, behind)) return true;
  std::size_t at = begin;
  if (is_one_of(kCurrencies, word_before(text, &at))) return true;
  at = begin;
  if (step_before(text, at).is(kBlank)) at -= step_before(text, at).size;
  const TextStep after = step_at(text, end);
  const std::size_t sign = after.is(kBlank) ? end + after.size : end;
  return is_currency_sign(step_before(text, at)) || is_currency_sign(step_at(text, sign));
}

}  // namespace deskbell::phone
