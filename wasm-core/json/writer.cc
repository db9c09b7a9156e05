#include "json/writer.h"

#include "base/utf8.h"

namespace deskbell::json {
namespace {

constexpr std::string_view kReplacementText = "\xef\xbf\xbd";

/// Whether a byte stands for itself between quotes.
bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

void escape(char c, std::string& json) {
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  json += '\\';
  if (const std::size_t at = kShort.find(c); at != std::string_view::npos) {
    json += kLetters[at];
    return;
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  json += "u00";
  json += kDigits[static_cast<unsigned char>(c) >> 4];
  json += kDigits[static_cast<unsigned char>(c) & 0xF];
}

}  // namespace

void Writer::separate() {
  if (separate_) json_ += ',';
  separate_ = true;
}

void Writer::begin(char bracket) {
  separate();
  json_ += bracket;
  separate_ = false;
}

void Writer::end(char bracket) {
  json_ += bracket;
  separate_ = true;
}

void Writer::plain(std::string_view value) {
  separate();
  json_ += value;
}

void Writer::quote(std::string_view value) {
  json_ += '"';
  for (std::size_t at = 0; at < value.size();) {
    std::size_t end = at;
    while (end < value.size() && is_plain(value[end])) ++end;
    json_ += value.substr(at, end - at);
    at = end;
    if (at == value.size()) break;
    if (static_cast<unsigned char>(value[at]) < 0x80) {
      escape(value[at++], json_);
    } else {
      const Decoded read = decode_utf8(value, at);
      json_ += read.size == 1 ? kReplacementText : value.substr(at, read.size);
      at += read.size;
    }
  }
  json_ += '"';
}

void Writer::text(std::string_view value) {
  separate();
  quote(value);
}

void Writer::number(std::int64_t value) { plain(std::to_string(value)); }

void Writer::name(std::string_view name) {
  separate();
  quote(name);
  json_ += ':';
  separate_ = false;
}

void Writer::number_or_null(std::string_view member, const std::optional<std::int64_t>& value) {
  name(member);
  if (value) {
    number(*value);
  } else {
    null();
  }
}

void Writer::text_or_null(std::string_view member, std::optional<std::string_view> value) {
  name(member);
  if (value) {
    text(*value);
  } else {
    null();
  }
}

void Writer::object(std::string_view member, const std::map<std::string, std::string>& members) {
  name(member);
  begin_object();
  for (const auto& [each, value] : members) text(each, value);
  end_object();
}

}  // namespace deskbell::json
