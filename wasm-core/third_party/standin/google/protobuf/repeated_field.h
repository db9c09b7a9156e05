#pragma once
// Stand-in for protobuf's repeated fields: a vector under protobuf's method names. libphonenumber
// copies them for every number it formats, so copies share their items until one is changed.
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace google::protobuf {

template <class T>
class RepeatedField {
 public:
  using const_iterator = typename std::vector<T>::const_iterator;
  using iterator = typename std::vector<T>::iterator;

  int size() const { return static_cast<int>(items().size()); }
  bool empty() const { return items().empty(); }
  const T& Get(int index) const { return items()[static_cast<std::size_t>(index)]; }
  T* Mutable(int index) { return &own()[static_cast<std::size_t>(index)]; }
  void Add(T value) { own().push_back(std::move(value)); }
  void Clear() { items_.reset(); }
  void MergeFrom(const RepeatedField& other) {
    if (!items_) {
      items_ = other.items_;
      return;
    }
    const std::vector<T> added = other.items();  // other may be this
    own().insert(own().end(), added.begin(), added.end());
  }

  iterator begin() { return own().begin(); }
  iterator end() { return own().end(); }
  const_iterator begin() const { return items().begin(); }
  const_iterator end() const { return items().end(); }

 protected:
  const std::vector<T>& items() const {
    static const std::vector<T> none;
    return items_ ? *items_ : none;
  }
  std::vector<T>& own() {
    if (!items_) {
      items_ = std::make_shared<std::vector<T>>();
    } else if (items_.use_count() > 1) {
      items_ = std::make_shared<std::vector<T>>(*items_);
    }
    return *items_;
  }

 private:
  std::shared_ptr<std::vector<T>> items_;
};

template <class T>
class RepeatedPtrField : public RepeatedField<T> {
 public:
  using RepeatedField<T>::Add;
  T* Add() { return &this->own().emplace_back(); }
};

}  // namespace google::protobuf
