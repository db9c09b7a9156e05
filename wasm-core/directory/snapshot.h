// A directory written down, for a storage that keeps it until the next page. It is read as hostile
// bytes: every number goes the way of a host's answer.
//
//   "DBD1", then integers in groups of seven bits, low ones first: when it was written (ms), how
//   many numbers; for each number: how far its order lies behind the one before, front, age (ms,
//   plus one; 0: stale), contacts; for each contact the length of its reference and the reference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "directory/directory.h"

namespace deskbell::directory {

class SnapshotWriter {
 public:
  /// @param now ms since 1970, UTC
  SnapshotWriter(const Directory& directory, double now);
  /// Appends the next numbers, some `bytes` of them. The directory must not change in between.
  /// @return false: there was nothing more
  bool write(std::size_t bytes, std::string* to);

 private:
  const Directory* directory_;
  std::string text_;
  std::size_t bucket_ = 0;
  std::size_t entry_ = 0;
  std::uint32_t order_ = 0;
  double now_;
  bool begun_ = false;
};

class SnapshotReader {
 public:
  /// Puts the numbers into `directory`, beside those that it knows.
  SnapshotReader(Directory& directory, double now) : directory_(&directory), now_(now) {}
  /// @param bytes the next ones; those of a number that is not whole come again with more behind
  /// @return how many were used
  std::size_t read(std::string_view bytes);
  /// Everything that was promised has come.
  [[nodiscard]] bool done() const { return begun_ && numbers_ == 0; }
  /// These bytes are no snapshot.
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  Directory* directory_;
  double now_;
  double elapsed_ = 0;  ///< ms since it was written; negative: unknown
  std::uint64_t numbers_ = 0;
  std::uint32_t order_ = 0;
  bool begun_ = false;
  bool failed_ = false;
};

}  // namespace deskbell::directory
