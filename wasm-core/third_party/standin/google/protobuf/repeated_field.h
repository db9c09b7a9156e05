#pragma once
// Stand-in for protobuf's repeated fields: a vector under protobuf's method names.
#include <cstddef>
#include <utility>
#include <vector>

namespace google::protobuf {

template <class T>
class RepeatedField {
 public:
  using const_iterator = typename std::vector<T>::const_iterator;
  using iterator = typename std::vector<T>::iterator;

  int size() const { return static_cast<int>(items_.size()); }
  bool empty() const { return items_.empty(); }
  const T& Get(int index) const { return items_[static_cast<std::size_t>(index)]; }
  T* Mutable(int index) { return &items_[static_cast<std::size_t>(index)]; }
  void Add(T value) { items_.push_back(std::move(value)); }
  void Clear() { items_.clear(); }
  void MergeFrom(const RepeatedField& other) {
    items_.insert(items_.end(), other.items_.begin(), other.items_.end());
  }

  iterator begin() { return items_.begin(); }
  iterator end() { return items_.end(); }
  const_iterator begin() const { return items_.begin(); }
  const_iterator end() const { return items_.end(); }

 protected:
  std::vector<T> items_;
};

template <class T>
class RepeatedPtrField : public RepeatedField<T> {
 public:
  using RepeatedField<T>::Add;
  T* Add() { return &this->items_.emplace_back(); }
};

}  // namespace google::protobuf
