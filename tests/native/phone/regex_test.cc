#include "phone/regex/regex.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "phone/regex/unicode.h"
#include "phonenumbers/metadata.h"
#include "phonenumbers/phonemetadata.pb.h"
#include "phonenumbers/short_metadata.h"

namespace deskbell::regex {
namespace {

/// The match as "[whole][group 1]…", or "no". Both engines are asked and must agree.
std::string first_match(std::string_view pattern, std::string_view text,
                        Anchor anchor = Anchor::search) {
  const std::optional<Regex> regex = Regex::compile(pattern);
  if (!regex) return "bad pattern";
  Captures quick;
  Captures steady;
  const bool found = backtrack(regex->program(), text, 0, anchor, quick);
  EXPECT_EQ(found, simulate(regex->program(), text, 0, anchor, steady)) << pattern;
  if (!found) return "no";
  std::string out;
  for (unsigned group = 0; group <= regex->groups(); ++group) {
    EXPECT_EQ(quick.text(text, group), steady.text(text, group)) << pattern << " on " << text;
    out += quick.has(group) ? "[" + std::string(quick.text(text, group)) + "]" : "-";
  }
  return out;
}

bool full(std::string_view pattern, std::string_view text) {
  return first_match(pattern, text, Anchor::full) != "no";
}

TEST(Regex, LeftmostThenFirstAlternative) {
  EXPECT_EQ(first_match("b|a", "xab"), "[a]");
  EXPECT_EQ(first_match("2|20", "20"), "[2]");
  EXPECT_EQ(first_match("2|20", "20", Anchor::full), "[20]");
  EXPECT_EQ(first_match("a|ab|abc", "abc"), "[a]");
  EXPECT_EQ(first_match("b", "ab", Anchor::start), "no");
}

TEST(Regex, GreedyAndLazy) {
  EXPECT_EQ(first_match("a+", "aaa"), "[aaa]");
  EXPECT_EQ(first_match("a+?", "aaa"), "[a]");
  EXPECT_EQ(first_match("a*?b", "aab"), "[aab]");
  EXPECT_EQ(first_match("(a+)(a*)", "aaa"), "[aaa][aaa][]");
  EXPECT_EQ(first_match("(a+?)(a*)", "aaa"), "[aaa][a][aa]");
  EXPECT_EQ(first_match("(?:.*?[a-z]){3}", "1a2b3c4", Anchor::start), "[1a2b3c]");
  EXPECT_EQ(first_match("(.*)[\\\\/] *x", "583 x302/x2303"), "[583 x302/x][583 x302]");
}

TEST(Regex, CountedRepetition) {
  EXPECT_TRUE(full("\\d{3}", "123"));
  EXPECT_FALSE(full("\\d{3}", "1234"));
  EXPECT_TRUE(full("\\d{2,4}", "1234"));
  EXPECT_FALSE(full("\\d{2,4}", "12345"));
  EXPECT_TRUE(full("\\d{2,}", "1234567"));
  EXPECT_TRUE(full("(?:12){0,2}", ""));
  EXPECT_EQ(first_match("\\d{2,4}?", "12345"), "[12]");
  EXPECT_TRUE(full("x{0}", ""));
}

TEST(Regex, Captures) {
  EXPECT_EQ(first_match("(\\d+)-(\\d+)", "a 12-345"), "[12-345][12][345]");
  EXPECT_EQ(first_match("(a)|(b)", "b"), "[b]-[b]");
  EXPECT_EQ(first_match("(?:(a)|b)+", "ab"), "[ab][a]");
  EXPECT_EQ(first_match("((a)(b)?)", "a"), "[a][a][a]-");
  EXPECT_EQ(first_match("(\\d)(\\d{2})", "123", Anchor::full), "[123][1][23]");
}

TEST(Regex, AnchorsAndDot) {
  EXPECT_EQ(first_match("^b", "ab"), "no");
  EXPECT_EQ(first_match("b$", "ab"), "[b]");
  EXPECT_EQ(first_match("a$", "ab"), "no");
  EXPECT_EQ(first_match(".+", "a\nb"), "[a]");
  EXPECT_EQ(first_match("(?:a$|b)+", "ba"), "[ba]");
}

TEST(Regex, Classes) {
  EXPECT_TRUE(full("[^abc]+", "xyz"));
  EXPECT_FALSE(full("[^abc]+", "xaz"));
  EXPECT_TRUE(full("[-x]+", "x-x"));
  EXPECT_TRUE(full("[\\d-]+", "1-2"));
  EXPECT_TRUE(full("[a-c\\]\\[]+", "a]b["));
  EXPECT_TRUE(full("[.()]+", "(.)"));
  EXPECT_TRUE(full("\\D\\S\\w\\W\\s", "ab_- "));
}

TEST(Regex, ReadsUtf8) {
  EXPECT_TRUE(full("[‐-―]", "–"));
  EXPECT_TRUE(full(".", "€"));
  EXPECT_TRUE(full("\\p{Nd}+", "٠٦1０"));
  EXPECT_TRUE(full("\\p{L}+", "aéяع"));
  EXPECT_TRUE(full("\\P{Z}+", "a1"));
  EXPECT_FALSE(full("\\P{Z}+", "a\xC2\xA0"));
  EXPECT_TRUE(full("[^\\p{N}\\p{L}#]", "-"));
  EXPECT_TRUE(full("..", "\xFF\xED"));  // two bytes that are not UTF-8
}

TEST(Regex, IgnoresCaseFromWhereItIsTold) {
  EXPECT_TRUE(full("(?i)ext", "eXT"));
  EXPECT_TRUE(full("a(?i)b", "aB"));
  EXPECT_FALSE(full("a(?i)b", "AB"));
  EXPECT_TRUE(full("(?i)доб", "ДОБ"));
  EXPECT_TRUE(full("(?i)ｅｘｔ", "ＥＸＴ"));
  EXPECT_TRUE(full("(?i)extensió", "EXTENSIÓ"));
  EXPECT_TRUE(full("(?i)[a-c]+|d", "ABC"));
  EXPECT_TRUE(full("(?i)a|d", "D"));
  EXPECT_FALSE(full("(?:(?i)a)b", "aB"));
  EXPECT_FALSE(full("(?i)[^a]", "A"));
}

TEST(Regex, RefusesWhatIsNotInTheLanguage) {
  for (const char* pattern : {"(",          ")",     "(?=a)",   "(?!a)", "(?<n>a)",
                              "[a",         "[b-a]", "a**",     "*a",    "a{2,1}",
                              "a{",         "{2}",   "\\",      "\\1",   "\\b",
                              "\\p{Greek}", "\\pL",  "a{1001}", "a++",   "(?:a{1000}){1000}"}) {
    EXPECT_FALSE(Regex::compile(pattern).has_value()) << pattern;
  }
  EXPECT_FALSE(Regex::compile(std::string(100, '(') + std::string(100, ')')).has_value());
  EXPECT_FALSE(Regex::compile(std::string(1'000'000, 'a')).has_value());
}

TEST(Regex, OutlookTellsPrefixFromMismatch) {
  const std::optional<Regex> regex = Regex::compile("6[1-58]\\d{7}|800\\d{4}(?:\\d{2})?");
  ASSERT_TRUE(regex);
  const auto outlook = [&](std::string_view text) {
    const Outlook result = regex->outlook(text);
    return std::string(result.matches ? "match" : "") + (result.can_grow ? "+" : "");
  };
  EXPECT_EQ(outlook(""), "+");
  EXPECT_EQ(outlook("6134678"), "+");
  EXPECT_EQ(outlook("612345678"), "match");
  EXPECT_EQ(outlook("6123456789"), "");
  EXPECT_EQ(outlook("8001234"), "match+");
  EXPECT_EQ(outlook("80012345"), "+");
  EXPECT_EQ(outlook("7"), "");
}

TEST(Regex, TakesLinearTimeWhateverThePatternIs) {
  const auto start = std::chrono::steady_clock::now();
  const std::string text(5000, 'a');
  for (const char* pattern :
       {"(?:a*)*b", "(?:a|a)*b", "(?:a+a+)+b", "(a?){30}a{30}b", "(?:a*?)*?$b"}) {
    const std::optional<Regex> regex = Regex::compile(pattern);
    ASSERT_TRUE(regex) << pattern;
    Captures captures;
    EXPECT_FALSE(regex->match(text, 0, Anchor::full, captures)) << pattern;
    EXPECT_FALSE(simulate(regex->program(), text, 0, Anchor::full, captures)) << pattern;
    EXPECT_FALSE(regex->outlook(text).matches) << pattern;
  }
  // Exponential time would outlast the universe; the bound is generous for slow machines.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

/// Small random patterns on small random texts: the two engines must tell the same story.
TEST(Regex, EnginesAgree) {
  constexpr const char* kPieces[] = {
      "a", "b",  "c",  "[ab]", ".",   "(",     "(?:", ")", "|",    "*",  "+",
      "?", "*?", "+?", "??",   "{2}", "{0,2}", "^",   "$", "(?i)", "\\d"};
  std::uint32_t state = 3;
  const auto next = [&state](std::size_t below) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
  };
  int compiled = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string pattern;
    for (std::size_t i = 1 + next(9); i > 0; --i) pattern += kPieces[next(std::size(kPieces))];
    if (!Regex::compile(pattern)) continue;
    ++compiled;
    std::string text;
    for (std::size_t i = next(7); i > 0; --i) text += "abAc1"[next(5)];
    first_match(pattern, text);
    const bool whole = first_match(pattern, text, Anchor::full) != "no";
    EXPECT_EQ(Regex::compile(pattern)->outlook(text).matches, whole) << pattern << " on " << text;
  }
  EXPECT_GT(compiled, 2000);
}

std::set<std::string> metadata_patterns() {
  using i18n::phonenumbers::PhoneMetadata;
  using i18n::phonenumbers::PhoneMetadataCollection;
  std::set<std::string> patterns;
  for (const bool is_short : {false, true}) {
    PhoneMetadataCollection all;
    EXPECT_TRUE(is_short ? all.ParseFromArray(i18n::phonenumbers::short_metadata_get(),
                                              i18n::phonenumbers::short_metadata_size())
                         : all.ParseFromArray(i18n::phonenumbers::metadata_get(),
                                              i18n::phonenumbers::metadata_size()));
    for (const PhoneMetadata& region : all.metadata()) {
      for (const auto* desc :
           {&region.general_desc(), &region.fixed_line(), &region.mobile(), &region.toll_free(),
            &region.premium_rate(), &region.shared_cost(), &region.personal_number(),
            &region.voip(), &region.pager(), &region.uan(), &region.emergency(),
            &region.voicemail(), &region.short_code(), &region.standard_rate(),
            &region.carrier_specific(), &region.sms_services(),
            &region.no_international_dialling()}) {
        patterns.insert(desc->national_number_pattern());
      }
      patterns.insert(region.international_prefix());
      patterns.insert(region.national_prefix_for_parsing());
      patterns.insert(region.leading_digits());
      for (const auto& formats : {region.number_format(), region.intl_number_format()}) {
        for (const auto& format : formats) {
          patterns.insert(format.pattern());
          for (const std::string& digits : format.leading_digits_pattern()) patterns.insert(digits);
        }
      }
    }
  }
  return patterns;
}

TEST(Regex, CompilesEveryPatternOfTheMetadata) {
  const std::set<std::string> patterns = metadata_patterns();
  EXPECT_GT(patterns.size(), 1500U);
  for (const std::string& pattern : patterns) {
    EXPECT_TRUE(Regex::compile(pattern).has_value()) << pattern;
  }
}

TEST(Utf8, RefusesWhatIsNotWellFormed) {
  for (const std::string_view text : {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80",
                                      "\xF4\x90\x80\x80", "\xE2\x82", "\xFF", "\xC2"}) {
    EXPECT_EQ(decode_utf8(text, 0).point, kReplacement);
    EXPECT_EQ(decode_utf8(text, 0).size, 1U);
  }
}

TEST(Utf8, WritesWhatItReads) {
  for (const char32_t point : {U'a', U'\u00E9', U'\u20AC', U'\U0001F600', U'\U0010FFFF'}) {
    std::string text;
    append_utf8(text, point);
    EXPECT_EQ(decode_utf8(text, 0).point, point);
    EXPECT_EQ(decode_utf8(text, 0).size, text.size());
  }
}

TEST(Unicode, KnowsDigitsOfEveryScript) {
  EXPECT_EQ(digit_value(U'7'), 7);
  EXPECT_EQ(digit_value(U'\u0660'), 0);
  EXPECT_EQ(digit_value(U'\u06F9'), 9);
  EXPECT_EQ(digit_value(U'\uFF15'), 5);
  EXPECT_EQ(digit_value(U'\U0001D7D9'), 1);
  EXPECT_EQ(digit_value(U'\u00B2'), -1);
  EXPECT_EQ(digit_value(U'a'), -1);
}

}  // namespace
}  // namespace deskbell::regex
