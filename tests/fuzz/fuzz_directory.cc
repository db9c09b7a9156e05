// A snapshot of a directory as it may come back from a storage, and what is done with it then. The
// first byte chooses how it is found and in which pieces it comes.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "directory/snapshot.h"

namespace {

using deskbell::directory::Directory;
using deskbell::directory::DirectoryOptions;
using deskbell::directory::kKnown;
using deskbell::directory::kLongestReference;
using deskbell::directory::kSmallestBound;
using deskbell::directory::SnapshotReader;
using deskbell::directory::SnapshotWriter;

constexpr double kNow = 1'767'348'000'000;

/// @return whether it was a whole snapshot
bool restore(Directory& directory, std::string_view bytes, std::size_t piece) {
  SnapshotReader reader(directory, kNow);
  while (!bytes.empty() && !reader.failed()) {
    const std::size_t used = reader.read(bytes.substr(0, piece));
    if (used > bytes.size()) std::abort();
    if (used == 0) break;
    bytes.remove_prefix(used);
  }
  return reader.done() && !reader.failed() && bytes.empty();
}

std::string contacts_of(const Directory& directory, std::uint64_t key) {
  std::string text;
  directory.read(key, &text);
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  DirectoryOptions options;
  options.last_nine = (data[0] & 1) != 0;
  options.byte_bound = kSmallestBound;
  const std::size_t piece = (data[0] & 2) != 0 ? 64 + data[0] : 1U << 20;
  Directory directory(options);
  directory.advance(kNow);
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  (void)restore(directory, bytes, piece);
  if (directory.bytes() > kSmallestBound) std::abort();

  // What it took, it writes; and what it wrote, another reads whole, number by number.
  std::string written;
  for (SnapshotWriter writer(directory, kNow); writer.write(5000, &written);) {
  }
  Directory again(options);
  again.advance(kNow);
  if (!restore(again, written, 1U << 20) || again.size() != directory.size()) std::abort();
  std::size_t bucket = 0;
  std::size_t entry = 0;
  std::uint64_t last = 0;
  std::string reference;
  while (const auto run = directory.next(&bucket, &entry)) {
    last = key_of(run->place);
    if (again.find(last) != 0 && (directory.find(last) & kKnown) == 0) std::abort();
    if (!options.last_nine && contacts_of(again, last) != contacts_of(directory, last))
      std::abort();
    reference.clear();
    directory.read_entry(*run->entries, &reference);
    if (reference.size() > kLongestReference) std::abort();
  }
  directory.forget_contact(reference);
  directory.forget(last);
  if (directory.find(last) != 0) std::abort();
  directory.advance(kNow + 1e6);
  directory.clear();
  return 0;
}
