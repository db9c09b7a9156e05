#pragma once
// Stand-in for the part of protobuf that libphonenumber uses. A message lists its fields once, as
// the .proto file does, and DESKBELL_MESSAGE writes the class:
//
//   #define DESKBELL_FIELDS(FIELD) FIELD(1, Text, pattern) FIELD(3, Texts, leading_digits_pattern)
//   DESKBELL_MESSAGE(NumberFormat, DESKBELL_FIELDS)
//
// Kinds: Text, Number<T>, Sub<Message>; Texts, Numbers<T>, Subs<Message> for repeated fields.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "google/protobuf/repeated_field.h"
#include "google/protobuf/wire.h"

namespace google::protobuf {

inline const std::string& empty_text() {
  static const std::string empty;
  return empty;
}

using Text = std::optional<std::string>;
template <class T>
using Number = std::optional<T>;
using Texts = RepeatedPtrField<std::string>;
template <class T>
using Numbers = RepeatedField<T>;
template <class Message>
using Subs = RepeatedPtrField<Message>;

/// An optional message within a message. Its bytes are read when it is first asked for, so they
/// must outlive it: what is compiled in does. Bytes that are not well formed read as what could be
/// made of them.
template <class Message>
class Sub {
 public:
  Sub() = default;
  Sub(const Sub& other)
      : held_(other.held_ ? std::make_unique<Message>(*other.held_) : nullptr),
        bytes_(other.bytes_) {}
  Sub(Sub&&) noexcept = default;
  Sub& operator=(Sub other) noexcept {
    held_ = std::move(other.held_);
    bytes_ = other.bytes_;
    return *this;
  }
  ~Sub() = default;

  bool has_value() const { return held_ != nullptr || bytes_.data() != nullptr; }
  const Message& value() const {
    static const Message unset;
    read();
    return held_ ? *held_ : unset;
  }
  Message* mutable_value() {
    read();
    if (!held_) held_ = std::make_unique<Message>();
    return held_.get();
  }
  void reset() { *this = Sub(); }
  void read_later(std::string_view bytes) {
    if (has_value()) {
      mutable_value()->MergeFromBytes(bytes);
    } else {
      bytes_ = bytes;
    }
  }

 private:
  void read() const {
    if (bytes_.data() == nullptr) return;
    held_ = std::make_unique<Message>();
    held_->MergeFromBytes(std::exchange(bytes_, {}));
  }

  mutable std::unique_ptr<Message> held_;
  mutable std::string_view bytes_;  // not read yet
};

/// The same for a repeated message.
template <class Message>
class LaterSubs {
 public:
  const Subs<Message>& get() const {
    for (const std::string_view bytes : std::exchange(unread_, {})) {
      items_.Add()->MergeFromBytes(bytes);
    }
    return items_;
  }
  Subs<Message>* mutable_get() {
    get();
    return &items_;
  }
  void read_later(std::string_view bytes) { unread_.push_back(bytes); }

 private:
  mutable Subs<Message> items_;
  mutable std::vector<std::string_view> unread_;
};

// -- reading one field; false when the bytes or the wire type are wrong ------------------------

inline bool read_field(WireReader& in, WireType type, Text* field) {
  std::string_view bytes;
  if (type != WireType::bytes || !in.read_bytes(&bytes)) return false;
  field->emplace(bytes);
  return true;
}

inline bool read_field(WireReader& in, WireType type, Texts* field) {
  std::string_view bytes;
  if (type != WireType::bytes || !in.read_bytes(&bytes)) return false;
  field->Add(std::string(bytes));
  return true;
}

template <class T>
bool read_field(WireReader& in, WireType type, Number<T>* field) {
  std::uint64_t value = 0;
  if (type != WireType::varint || !in.read_varint(&value)) return false;
  if constexpr (std::is_same_v<T, bool>) {
    *field = value != 0;
  } else {
    *field = static_cast<T>(value);
  }
  return true;
}

/// Both forms of a repeated number are read: one by one, and packed.
template <class T>
bool read_field(WireReader& in, WireType type, Numbers<T>* field) {
  std::uint64_t value = 0;
  if (type == WireType::varint) {
    if (!in.read_varint(&value)) return false;
    field->Add(static_cast<T>(value));
    return true;
  }
  std::string_view bytes;
  if (type != WireType::bytes || !in.read_bytes(&bytes)) return false;
  WireReader packed(bytes);
  while (!packed.at_end()) {
    if (!packed.read_varint(&value)) return false;
    field->Add(static_cast<T>(value));
  }
  return true;
}

template <class Message>
bool read_field(WireReader& in, WireType type, Sub<Message>* field) {
  std::string_view bytes;
  if (type != WireType::bytes || !in.read_bytes(&bytes)) return false;
  field->read_later(bytes);
  return true;
}

template <class Message>
bool read_field(WireReader& in, WireType type, LaterSubs<Message>* field) {
  std::string_view bytes;
  if (type != WireType::bytes || !in.read_bytes(&bytes)) return false;
  field->read_later(bytes);
  return true;
}

template <class Message>
bool read_field(WireReader& in, WireType type, Subs<Message>* field) {
  std::string_view bytes;
  return type == WireType::bytes && in.read_bytes(&bytes) && field->Add()->MergeFromBytes(bytes);
}

// -- merging, as protobuf does: what is set wins, what is repeated is appended -------------------

template <class T>
void merge_field(std::optional<T>* into, const std::optional<T>& from) {
  if (from.has_value()) *into = from;
}
template <class Message>
void merge_field(Sub<Message>* into, const Sub<Message>& from) {
  if (from.has_value()) into->mutable_value()->MergeFrom(from.value());
}
template <class Message>
void merge_field(LaterSubs<Message>* into, const LaterSubs<Message>& from) {
  into->mutable_get()->MergeFrom(from.get());
}
template <class T>
void merge_field(RepeatedField<T>* into, const RepeatedField<T>& from) {
  into->MergeFrom(from);
}

template <class T>
void clear_field(std::optional<T>* field) {
  field->reset();
}
template <class Message>
void clear_field(Sub<Message>* field) {
  field->reset();
}
template <class Message>
void clear_field(LaterSubs<Message>* field) {
  field->mutable_get()->Clear();
}
template <class T>
void clear_field(RepeatedField<T>* field) {
  field->Clear();
}

}  // namespace google::protobuf

// Accessors, by kind of field.
#define DESKBELL_ACCESS_Text(name)                                    \
  bool has_##name() const { return name##_.has_value(); }             \
  const std::string& name() const {                                   \
    return name##_ ? *name##_ : ::google::protobuf::empty_text();     \
  }                                                                   \
  void set_##name(std::string_view value) { name##_.emplace(value); } \
  std::string* mutable_##name() { return name##_ ? &*name##_ : &name##_.emplace(); }
#define DESKBELL_ACCESS_Texts(name)                                       \
  int name##_size() const { return name##_.size(); }                      \
  const std::string& name(int index) const { return name##_.Get(index); } \
  const ::google::protobuf::Texts& name() const { return name##_; }       \
  void add_##name(std::string_view value) { name##_.Add(std::string(value)); }
#define DESKBELL_ACCESS_NUMBER(name, type, fallback)       \
  bool has_##name() const { return name##_.has_value(); }  \
  type name() const { return name##_.value_or(fallback); } \
  void set_##name(type value) { name##_ = value; }
#define DESKBELL_ACCESS_Bool(name) DESKBELL_ACCESS_NUMBER(name, bool, false)
#define DESKBELL_ACCESS_Int32(name) DESKBELL_ACCESS_NUMBER(name, std::int32_t, 0)
#define DESKBELL_ACCESS_Int32Or1(name) DESKBELL_ACCESS_NUMBER(name, std::int32_t, 1)
#define DESKBELL_ACCESS_UInt64(name) DESKBELL_ACCESS_NUMBER(name, std::uint64_t, 0)
#define DESKBELL_ACCESS_Int32s(name)                                                \
  int name##_size() const { return name##_.size(); }                                \
  std::int32_t name(int index) const { return name##_.Get(index); }                 \
  const ::google::protobuf::Numbers<std::int32_t>& name() const { return name##_; } \
  ::google::protobuf::Numbers<std::int32_t>* mutable_##name() { return &name##_; }  \
  void add_##name(std::int32_t value) { name##_.Add(value); }
#define DESKBELL_ACCESS_SUB(name, type)                   \
  bool has_##name() const { return name##_.has_value(); } \
  const type& name() const { return name##_.value(); }    \
  type* mutable_##name() { return name##_.mutable_value(); }
#define DESKBELL_ACCESS_SUBS(name, type)                                 \
  int name##_size() const { return name##_.size(); }                     \
  const type& name(int index) const { return name##_.Get(index); }       \
  const ::google::protobuf::Subs<type>& name() const { return name##_; } \
  ::google::protobuf::Subs<type>* mutable_##name() { return &name##_; }  \
  type* add_##name() { return name##_.Add(); }

#define DESKBELL_ACCESS_LATER(name, type)                                            \
  int name##_size() const { return name##_.get().size(); }                           \
  const type& name(int index) const { return name##_.get().Get(index); }             \
  const ::google::protobuf::Subs<type>& name() const { return name##_.get(); }       \
  ::google::protobuf::Subs<type>* mutable_##name() { return name##_.mutable_get(); } \
  type* add_##name() { return name##_.mutable_get()->Add(); }

// Storage, by kind of field.
#define DESKBELL_STORE_Text ::google::protobuf::Text
#define DESKBELL_STORE_Texts ::google::protobuf::Texts
#define DESKBELL_STORE_Bool ::google::protobuf::Number<bool>
#define DESKBELL_STORE_Int32 ::google::protobuf::Number<std::int32_t>
#define DESKBELL_STORE_Int32Or1 ::google::protobuf::Number<std::int32_t>
#define DESKBELL_STORE_UInt64 ::google::protobuf::Number<std::uint64_t>
#define DESKBELL_STORE_Int32s ::google::protobuf::Numbers<std::int32_t>

#define DESKBELL_DECLARE(number, kind, name)                                                      \
 public:                                                                                          \
  DESKBELL_ACCESS_##kind(name) void clear_##name() { ::google::protobuf::clear_field(&name##_); } \
                                                                                                  \
 private:                                                                                         \
  DESKBELL_STORE_##kind name##_;
#define DESKBELL_READ(number, kind, name)                    \
  case number:                                               \
    ok = ::google::protobuf::read_field(in, type, &name##_); \
    break;
#define DESKBELL_MERGE(number, kind, name) ::google::protobuf::merge_field(&name##_, other.name##_);

#define DESKBELL_MESSAGE(Name, FIELDS)                                                         \
  class Name {                                                                                 \
    FIELDS(DESKBELL_DECLARE)                                                                   \
   public:                                                                                     \
    DESKBELL_MESSAGE_EXTRA_##Name static const Name& default_instance() {                      \
      static const Name unset;                                                                 \
      return unset;                                                                            \
    }                                                                                          \
    void MergeFrom(const Name& other) { FIELDS(DESKBELL_MERGE) }                               \
    void CopyFrom(const Name& other) { *this = Name(other); }                                  \
    void Clear() { *this = Name(); }                                                           \
    void Swap(Name* other) { std::swap(*this, *other); }                                       \
    bool ParseFromArray(const void* data, int size) {                                          \
      Clear();                                                                                 \
      return size >= 0 &&                                                                      \
             MergeFromBytes({static_cast<const char*>(data), static_cast<std::size_t>(size)}); \
    }                                                                                          \
    bool MergeFromBytes(std::string_view bytes) {                                              \
      ::google::protobuf::WireReader in(bytes);                                                \
      while (!in.at_end()) {                                                                   \
        std::uint32_t number = 0;                                                              \
        ::google::protobuf::WireType type{};                                                   \
        if (!in.read_tag(&number, &type)) return false;                                        \
        bool ok = false;                                                                       \
        switch (number) {                                                                      \
          FIELDS(DESKBELL_READ)                                                                \
          default:                                                                             \
            ok = in.skip(type);                                                                \
        }                                                                                      \
        if (!ok) return false;                                                                 \
      }                                                                                        \
      return true;                                                                             \
    }                                                                                          \
  };
