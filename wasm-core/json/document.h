// JSON text, read into one flat list of values: no tree, no memory of its own for each value.
#pragma once

#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace deskbell::json {

class Document;

/// whole: a number written without fraction and exponent; number: any other.
enum class Kind : std::uint8_t { null, flag, whole, number, text, array, object };

/// A value in a document, or none at all. Whatever is asked of it in vain is absent, so the members
/// of members can be asked for without looking first. Lives as long as its document.
class Value {
 public:
  Value() = default;

  explicit operator bool() const { return document_ != nullptr; }
  /// False when there is none.
  bool is(Kind kind) const;
  bool is_null() const { return is(Kind::null); }
  bool is_object() const { return is(Kind::object); }
  bool is_array() const { return is(Kind::array); }
  bool is_text() const { return is(Kind::text); }
  bool is_flag() const { return is(Kind::flag); }

  /// Empty when it is no text.
  std::string_view text() const;
  /// False when it is neither true nor false.
  bool flag() const;
  /// A number that is written without fraction and exponent.
  std::optional<std::int64_t> whole() const;
  std::optional<double> number() const;
  /// The number as text; a whole one without needless signs.
  std::string number_text() const;

  /// The member of that name, of several the last, as JavaScript has it.
  Value find(std::string_view name) const;
  /// What it is called in its object; empty elsewhere.
  std::string_view name() const;

  class Iterator;
  /// The members of an object or the items of an array.
  Iterator begin() const;
  Iterator end() const;
  std::size_t size() const;

 private:
  friend class Document;
  Value(const Document* document, std::uint32_t index) : document_(document), index_(index) {}

  const Document* document_ = nullptr;
  std::uint32_t index_ = 0;
};

/// A parsed text. It stays where it is: its values point to it.
class Document {
 public:
  explicit Document(std::string_view text);
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  /// Absent when the text was no JSON.
  Value root() const { return nodes_.empty() ? Value() : Value(this, 0); }

 private:
  friend class Value;
  friend class Reader;

  /// A stretch of texts_.
  struct Text {
    std::uint32_t at;
    std::uint32_t size;
  };

  struct Node {
    Kind kind;
    std::uint32_t next;  // index of what follows it and all that stands in it
    Text name;
    union {
      std::int64_t whole;  // whole; flag: 0 or 1
      Text text;           // text; number: as it was written
      std::uint64_t size;  // array, object: values in it
    };
  };

  std::string_view view(Text text) const {
    return std::string_view(texts_).substr(text.at, text.size);
  }

  std::vector<Node> nodes_;
  std::string texts_;
};

class Value::Iterator {
 public:
  using value_type = Value;
  using difference_type = std::ptrdiff_t;

  Iterator() = default;
  explicit Iterator(Value at) : at_(at) {}
  Value operator*() const { return at_; }
  Iterator& operator++();
  Iterator operator++(int) {
    const Iterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Iterator& other) const { return at_.index_ == other.at_.index_; }

 private:
  Value at_;
};

}  // namespace deskbell::json
