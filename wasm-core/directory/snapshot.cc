#include "directory/snapshot.h"

#include <string_view>
#include <vector>

namespace deskbell::directory {
namespace {

constexpr std::string_view kMagic = "DBD1";
constexpr double kLatest = 1e15;  ///< ms since 1970; later is no time

void put(std::uint64_t value, std::string* to) {
  for (; value > 0x7F; value >>= 7) *to += static_cast<char>(value | 0x80);
  *to += static_cast<char>(value);
}

/// Reads what `put` wrote; remembers whether bytes were missing or wrong.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t integer() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 56; shift += 7) {
      if (at_ == bytes_.size()) return missing();
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
    wrong_ = true;
    return 0;
  }

  std::string_view text(std::size_t size) {
    if (bytes_.size() - at_ < size) {
      missing();
      return {};
    }
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }

  /// Goes on only while `right`.
  bool expect(bool right) {
    wrong_ = wrong_ || (!missing_ && !right);
    return right && !missing_;
  }

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] bool missing_some() const { return missing_; }
  [[nodiscard]] bool wrong() const { return wrong_; }

 private:
  std::uint64_t missing() {
    missing_ = true;
    return 0;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool missing_ = false;
  bool wrong_ = false;
};

}  // namespace

SnapshotWriter::SnapshotWriter(const Directory& directory, double now)
    : directory_(&directory), now_(now >= 0 && now < kLatest ? now : 0) {}

bool SnapshotWriter::write(std::size_t bytes, std::string* to) {
  if (!begun_) {
    begun_ = true;
    *to += kMagic;
    put(static_cast<std::uint64_t>(now_), to);
    put(directory_->size(), to);
  }
  const std::size_t full = to->size() + bytes;
  while (to->size() < full) {
    const auto run = directory_->next(&bucket_, &entry_);
    if (!run) return false;
    put(run->place.order - order_, to);
    order_ = run->place.order;
    put(run->place.front, to);
    const auto age = directory_->age(*run->entries);
    put(age ? static_cast<std::uint64_t>(*age) + 1 : 0, to);
    const bool nobody = handle_of(*run->entries) == 0;
    put(nobody ? 0 : run->count, to);
    for (std::size_t i = 0; !nobody && i < run->count; ++i) {
      text_.clear();
      directory_->read_entry(run->entries[i], &text_);
      put(text_.size(), to);
      *to += text_;
    }
  }
  return true;
}

std::size_t SnapshotReader::read(std::string_view bytes) {
  std::size_t used = 0;
  std::vector<std::string_view> references;
  if (!begun_) {
    Reader reader(bytes);
    const bool ours = reader.expect(reader.text(kMagic.size()) == kMagic);
    const std::uint64_t written = reader.integer();
    numbers_ = reader.integer();
    if (reader.missing_some()) return 0;
    failed_ = !ours || reader.wrong();
    if (failed_) return 0;
    elapsed_ = now_ - static_cast<double>(written);
    begun_ = true;
    used = reader.at();
  }
  while (numbers_ > 0 && !failed_) {
    Reader reader(bytes.substr(used));
    const std::uint64_t order = order_ + reader.integer();
    const std::uint64_t front = reader.integer();
    const std::uint64_t age = reader.integer();
    const std::uint64_t count = reader.integer();
    reader.expect(order <= kOrderMask && unmix(static_cast<std::uint32_t>(order)) < kLastNine);
    reader.expect(front <= kLargestKey / kLastNine && count <= kMostContacts);
    references.clear();
    for (std::uint64_t i = 0; i < count && !reader.wrong() && !reader.missing_some(); ++i) {
      const std::uint64_t size = reader.integer();
      if (reader.expect(size > 0 && size <= kLongestReference)) {
        references.push_back(reader.text(size));
      }
    }
    failed_ = reader.wrong();
    if (failed_ || reader.missing_some()) break;
    order_ = static_cast<std::uint32_t>(order);
    const Place place{order_, static_cast<std::uint32_t>(front)};
    const bool known = age > 0 && elapsed_ >= 0;
    const double since = known ? static_cast<double>(age - 1) + elapsed_ : kLatest;
    // What the directory does not keep is not known, and the host is asked.
    (void)directory_->set(key_of(place), references, since);
    used += reader.at();
    --numbers_;
  }
  return used;
}

}  // namespace deskbell::directory
