#include "json/document.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/decimal.h"

namespace deskbell::json {

/// Takes what nlohmann/json finds in a text, value by value; its own tree is never made.
class Reader {
 public:
  explicit Reader(Document& document) : document_(document) {}

  bool null() {
    add(Kind::null);
    return true;
  }
  bool boolean(bool value) {
    add(Kind::flag).whole = value ? 1 : 0;
    return true;
  }
  bool number_integer(std::int64_t value) {
    add(Kind::whole).whole = value;
    return true;
  }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return number_float(0, std::to_string(value));
    }
    return number_integer(static_cast<std::int64_t>(value));
  }
  bool number_float(double /*value*/, const std::string& written) {
    const Document::Text text = keep(written);
    add(Kind::number).text = text;
    return true;
  }
  bool string(std::string& value) {
    const Document::Text text = keep(value);
    add(Kind::text).text = text;
    return true;
  }
  bool binary(nlohmann::json::binary_t& /*bytes*/) { return false; }
  bool start_object(std::size_t /*size*/) { return open(Kind::object); }
  bool start_array(std::size_t /*size*/) { return open(Kind::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    name_ = keep(name);
    return true;
  }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) {
    return false;
  }

 private:
  Document::Node& add(Kind kind) {
    if (!open_.empty()) ++document_.nodes_[open_.back()].size;
    const auto next = static_cast<std::uint32_t>(document_.nodes_.size() + 1);
    document_.nodes_.push_back({kind, next, name_, {}});
    name_ = {};
    return document_.nodes_.back();
  }

  Document::Text keep(const std::string& text) {
    const Document::Text kept{static_cast<std::uint32_t>(document_.texts_.size()),
                              static_cast<std::uint32_t>(text.size())};
    document_.texts_ += text;
    return kept;
  }

  bool open(Kind kind) {
    add(kind).size = 0;
    open_.push_back(static_cast<std::uint32_t>(document_.nodes_.size() - 1));
    return true;
  }

  bool close() {
    document_.nodes_[open_.back()].next = static_cast<std::uint32_t>(document_.nodes_.size());
    open_.pop_back();
    return true;
  }

  Document& document_;
  std::vector<std::uint32_t> open_;  // the objects and arrays around, outermost first
  Document::Text name_{};
};

Document::Document(std::string_view text) {
  // Places are kept in 32 bits; no text inside is longer than the whole.
  if (text.size() > std::numeric_limits<std::uint32_t>::max() / 2) return;
  Reader reader(*this);
  if (!nlohmann::json::sax_parse(text, &reader)) nodes_.clear();
}

bool Value::is(Kind kind) const { return document_ && document_->nodes_[index_].kind == kind; }

std::string_view Value::text() const {
  return is_text() ? document_->view(document_->nodes_[index_].text) : std::string_view();
}

bool Value::flag() const { return is_flag() && document_->nodes_[index_].whole != 0; }

std::optional<std::int64_t> Value::whole() const {
  if (!is(Kind::whole)) return std::nullopt;
  return document_->nodes_[index_].whole;
}

std::optional<double> Value::number() const {
  if (const auto integer = whole()) return static_cast<double>(*integer);
  if (!is(Kind::number)) return std::nullopt;
  return read_decimal(document_->view(document_->nodes_[index_].text));
}

std::string Value::number_text() const {
  if (const auto integer = whole()) return std::to_string(*integer);
  if (!is(Kind::number)) return {};
  return std::string(document_->view(document_->nodes_[index_].text));
}

Value Value::find(std::string_view name) const {
  Value found;
  if (!is_object()) return found;
  for (const Value member : *this) {
    if (member.name() == name) found = member;
  }
  return found;
}

std::string_view Value::name() const {
  return document_ ? document_->view(document_->nodes_[index_].name) : std::string_view();
}

std::size_t Value::size() const {
  return is_object() || is_array() ? document_->nodes_[index_].size : 0;
}

Value::Iterator Value::begin() const {
  return size() == 0 ? Iterator() : Iterator(Value(document_, index_ + 1));
}

Value::Iterator Value::end() const {
  return size() == 0 ? Iterator() : Iterator(Value(document_, document_->nodes_[index_].next));
}

Value::Iterator& Value::Iterator::operator++() {
  at_.index_ = at_.document_->nodes_[at_.index_].next;
  return *this;
}

}  // namespace deskbell::json
