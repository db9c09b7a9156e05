// The directory as it is seen through the door: columns cross in a piece of memory that both sides
// look at, so that thousands of numbers take one call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "directory/directory.h"
#include "directory/snapshot.h"

namespace deskbell::core {

inline constexpr std::size_t kDirectoryRows = 2048;
inline constexpr std::size_t kDirectoryBytes = 131072;

/// The loader (js-shim/src/core/directory.ts) knows this layout: no padding, in this order.
struct DirectoryView {
  std::uint64_t keys[kDirectoryRows];
  directory::Finding findings[kDirectoryRows];
  std::uint8_t text[kDirectoryBytes];  ///< UTF-8
};

/// Made when first looked at; its address never changes.
DirectoryView& directory_view();

/// One directory and what goes in and out of it. In `text`, every text has U+001F behind it.
/// Times are ms since 1970, UTC.
class DirectoryDoor {
 public:
  explicit DirectoryDoor(const directory::DirectoryOptions& options) : directory_(options) {}

  /// Reads the E.164 texts in `text` into `keys`; 0 for what is none.
  /// @return rows
  static std::uint32_t read_keys(std::uint32_t bytes);
  /// The same for numbers written in any way.
  /// @param country its two letters packed (phone::pack_country), upper case; 0: none
  static std::uint32_t normalize_keys(std::uint32_t bytes, std::uint32_t country);

  void reserve(std::uint32_t numbers) { directory_.reserve(numbers); }
  /// Adds to the numbers in `keys` the references in `text`, row by row.
  /// @return rows that are now in the directory
  std::uint32_t add(std::uint32_t rows, std::uint32_t bytes, double now);
  /// The host's answer for the first of `keys`: all the references in `text`.
  bool set(std::uint32_t bytes, double now);
  /// What is known of each of `keys`, into `findings`.
  void find(std::uint32_t rows, double now);
  /// Writes the references of rows that were just found into `text`: U+001E between those of a row.
  /// @return bytes; fewer rows than asked for when `text` was full, see rows_written()
  std::uint32_t write(std::uint32_t from, std::uint32_t rows);
  [[nodiscard]] std::uint32_t rows_written() const { return rows_written_; }

  /// Forgets the first of `keys`.
  void forget() { directory_.forget(directory_view().keys[0]); }
  /// Forgets all numbers of the contact whose reference is in `text`.
  void forget_contact(std::uint32_t bytes);
  void clear() { directory_.clear(); }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(directory_.size()); }
  [[nodiscard]] std::uint32_t bytes() const {
    return static_cast<std::uint32_t>(directory_.bytes());
  }

  /// Writes the next piece of a snapshot into `text`. @param first begins a new one
  /// @return bytes; 0: it is whole
  std::uint32_t save(bool first, double now);
  /// Reads the next piece of a snapshot from `text`. @param first begins a new one
  /// @return bytes used; the rest comes again, with more behind
  std::uint32_t restore(std::uint32_t bytes, bool first, double now);
  /// 0: the snapshot goes on; 1: it is whole; 2: it is none.
  [[nodiscard]] std::uint32_t restored() const;

 private:
  directory::Directory directory_;
  std::unique_ptr<directory::SnapshotWriter> writer_;
  std::unique_ptr<directory::SnapshotReader> reader_;
  std::string written_;
  std::uint32_t rows_written_ = 0;
  directory::Entry glanced_ = 0;
};

}  // namespace deskbell::core
