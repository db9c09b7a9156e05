#include "core/directory_door.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "phone/column.h"

namespace deskbell::core {
namespace {

using directory::kReferenceEnd;
using directory::kRowOfReferencesEnd;
static_assert(kReferenceEnd == phone::kRowEnd);

/// The references of one number fit into what is left of the text, or wait for the next call.
constexpr std::size_t kLongestRow =
    directory::kMostContacts * (directory::kLongestReference + 1) + 1;
/// As much of a snapshot as surely fits with the number that comes last.
constexpr std::size_t kPiece = kDirectoryBytes - 2 * kLongestRow;

constexpr std::size_t kMostDigits = 17;

/// Numbers that are fetched from memory side by side: more than a processor has fetches under way.
constexpr std::size_t kAhead = 32;

std::string_view text_in_directory_view(std::uint32_t bytes) {
  return {reinterpret_cast<const char*>(directory_view().text),
          std::min<std::size_t>(bytes, kDirectoryBytes)};
}

std::uint32_t write_text(std::string_view text) {
  std::copy(text.begin(), text.end(), directory_view().text);
  return static_cast<std::uint32_t>(text.size());
}

/// Cuts the next text off, with the separator behind it.
std::string_view cut(std::string_view* rest) {
  const std::size_t size = rest->find(kReferenceEnd);
  const std::string_view text = rest->substr(0, size);
  rest->remove_prefix(size == std::string_view::npos ? rest->size() : size + 1);
  return text;
}

}  // namespace

DirectoryView& directory_view() {
  static const auto view = std::make_unique<DirectoryView>();
  return *view;
}

std::uint32_t DirectoryDoor::read_keys(std::uint32_t bytes) {
  const std::string_view text = text_in_directory_view(bytes);
  std::uint64_t* const keys = directory_view().keys;
  std::uint32_t row = 0;
  for (std::size_t at = 0; at < text.size() && row < kDirectoryRows; ++row) {
    const bool plus = text[at] == '+';
    at += plus ? 1 : 0;
    const std::size_t start = at;
    std::uint64_t key = 0;
    for (; at < text.size(); ++at) {
      const auto digit = static_cast<unsigned>(text[at] - '0');
      if (digit > 9) break;
      key = key * 10 + digit;
    }
    bool number = plus && at - start <= kMostDigits;
    for (; at < text.size() && text[at] != kReferenceEnd; ++at) number = false;
    ++at;
    keys[row] = number ? key : 0;
  }
  return row;
}

std::uint32_t DirectoryDoor::normalize_keys(std::uint32_t bytes, std::uint32_t country) {
  static std::array<std::uint8_t, kDirectoryRows> kinds;
  static std::array<std::uint8_t, kDirectoryRows> reasons;
  static std::array<std::uint16_t, kDirectoryRows> countries;
  const std::array letters = {static_cast<char>(country >> 8), static_cast<char>(country)};
  return static_cast<std::uint32_t>(phone::normalize_column(
      text_in_directory_view(bytes), {letters.data(), country == 0 ? 0U : 2U},
      {directory_view().keys, kinds.data(), reasons.data(), countries.data()}, kDirectoryRows));
}

std::uint32_t DirectoryDoor::add(std::uint32_t rows, std::uint32_t bytes, double now) {
  directory_.advance(now);
  std::string_view rest = text_in_directory_view(bytes);
  std::uint32_t added = 0;
  for (std::size_t row = 0; row < std::min<std::size_t>(rows, kDirectoryRows); ++row) {
    const std::string_view reference = cut(&rest);
    if (directory_.add(directory_view().keys[row], reference)) ++added;
  }
  return added;
}

bool DirectoryDoor::set(std::uint32_t bytes, double now) {
  directory_.advance(now);
  std::string_view rest = text_in_directory_view(bytes);
  std::vector<std::string_view> references;
  while (!rest.empty()) references.push_back(cut(&rest));
  return directory_.set(directory_view().keys[0], references);
}

void DirectoryDoor::find(std::uint32_t rows, double now) {
  directory_.advance(now);
  DirectoryView& view = directory_view();
  const std::size_t end = std::min<std::size_t>(rows, kDirectoryRows);
  for (std::size_t row = 0, glanced = 0; row < end; ++row) {
    if (row == glanced) {
      for (; glanced < std::min(end, row + kAhead); ++glanced) {
        glanced_ ^= directory_.glance(view.keys[glanced]);
      }
    }
    view.findings[row] = directory_.find(view.keys[row]);
  }
}

std::uint32_t DirectoryDoor::write(std::uint32_t from, std::uint32_t rows) {
  const DirectoryView& view = directory_view();
  written_.clear();
  const std::size_t end = std::min<std::size_t>(rows, kDirectoryRows);
  std::size_t row = from;
  for (std::size_t glanced = from; row < end; ++row) {
    if (row == glanced) {
      for (; glanced < std::min(end, row + kAhead); ++glanced) {
        glanced_ ^= directory_.glance_at_reference(view.findings[glanced]);
      }
    }
    if (written_.size() > kDirectoryBytes - kLongestRow) break;
    const directory::Finding finding = view.findings[row];
    if ((finding & directory::kSeveral) == 0) {
      directory_.read_one(finding, &written_);
    } else {
      const std::size_t start = written_.size();
      directory_.read(view.keys[row], &written_);
      std::replace(written_.begin() + static_cast<std::ptrdiff_t>(start), written_.end(),
                   kReferenceEnd, kRowOfReferencesEnd);
    }
    written_ += kReferenceEnd;
  }
  rows_written_ = static_cast<std::uint32_t>(row - from);
  return write_text(written_);
}

void DirectoryDoor::forget_contact(std::uint32_t bytes) {
  directory_.forget_contact(text_in_directory_view(bytes));
}

std::uint32_t DirectoryDoor::save(bool first, double now) {
  if (first) {
    directory_.advance(now);
    writer_ = std::make_unique<directory::SnapshotWriter>(directory_, now);
  }
  if (!writer_) return 0;
  written_.clear();
  writer_->write(kPiece, &written_);
  if (written_.empty()) writer_.reset();
  return write_text(written_);
}

std::uint32_t DirectoryDoor::restore(std::uint32_t bytes, bool first, double now) {
  if (first) {
    directory_.advance(now);
    reader_ = std::make_unique<directory::SnapshotReader>(directory_, now);
  }
  return reader_ ? static_cast<std::uint32_t>(reader_->read(text_in_directory_view(bytes))) : 0;
}

std::uint32_t DirectoryDoor::restored() const {
  if (!reader_ || reader_->failed()) return 2;
  return reader_->done() ? 1 : 0;
}

}  // namespace deskbell::core
