// Whose number it is: the host's numbers with references to its contacts, in few bytes. A memory in
// front of the host, not instead of it: what does not fit is not known, and then the host is asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "directory/age_clock.h"
#include "directory/entry.h"
#include "directory/front_list.h"
#include "directory/reference_store.h"

namespace deskbell::directory {

struct DirectoryOptions {
  /// Find numbers of nine digits and more by their last nine.
  bool last_nine = false;
  /// Bytes that the directory may take; at least kSmallestBound, at most kLargestBound.
  std::size_t byte_bound = 8U << 20;
  double hit_age = 60'000;   ///< ms for which an answer with contacts is fresh
  double miss_age = 10'000;  ///< ms for which an answer without any is remembered
};

inline constexpr std::size_t kSmallestBound = 1U << 20;
inline constexpr std::size_t kLargestBound = 96U << 20;
/// More contacts than this are no answer to the question whose number it is.
inline constexpr std::size_t kMostContacts = 50;

/// What is known of a number, in one word: 0, or kKnown, these flags and the handle of the
/// likeliest contact's reference. kKnown without a handle: nobody has the number.
using Finding = std::uint32_t;
inline constexpr Finding kKnown = 1U << 24;
inline constexpr Finding kStale = 1U << 25;    ///< better ask again
inline constexpr Finding kSeveral = 1U << 26;  ///< there are more contacts

/// Whether the number with these entries stays; a reference to a lambda, so that what asks it is
/// compiled once.
class KeepRun {
 public:
  template <typename Keep>
  KeepRun(const Keep& keep)  // NOLINT(google-explicit-constructor)
      : keep_(&keep), call_([](const void* context, Entry* run, std::size_t count) {
          return (*static_cast<const Keep*>(context))(run, count);
        }) {}
  bool operator()(Entry* run, std::size_t count) const { return call_(keep_, run, count); }

 private:
  const void* keep_;
  bool (*call_)(const void*, Entry*, std::size_t);
};

class Directory {
 public:
  explicit Directory(const DirectoryOptions& options);

  /// Has to be told before anything else is asked, now and then.
  /// @param now ms since 1970, UTC
  void advance(double now);

  /// Makes room for so many numbers at once, which takes less memory than one by one.
  void reserve(std::size_t numbers);

  /// The host's answer about a number: these contacts, the likely one first, or nobody.
  /// @param key E.164 digits; 0: no number
  /// @param age ms since the host answered
  /// @return false: it cannot be kept
  bool set(std::uint64_t key, const std::vector<std::string_view>& references, double age = 0);
  /// One more contact of a number, behind those that are known.
  bool add(std::uint64_t key, std::string_view reference);

  [[nodiscard]] Finding find(std::uint64_t key) const;
  /// Fetches what finding this number will need. Of many numbers first glanced at and then found,
  /// the slow fetches run side by side; WebAssembly has no other way to say so.
  /// @return something to do with it, or the compiler would leave it out
  [[nodiscard]] Entry glance(std::uint64_t key) const;
  /// The same for read_one().
  [[nodiscard]] Entry glance_at_reference(Finding finding) const;
  /// Appends the references of all contacts of a number, kReferenceEnd between them.
  void read(std::uint64_t key, std::string* text) const;
  /// Appends the reference of a finding with one contact.
  void read_one(Finding finding, std::string* text) const;

  /// What the host says is no longer so: it is asked again.
  void forget(std::uint64_t key);
  void forget_contact(std::string_view reference);
  void clear();

  /// Numbers, with those that nobody has.
  [[nodiscard]] std::size_t size() const { return numbers_; }
  /// Everything that the directory holds in memory.
  [[nodiscard]] std::size_t bytes() const;

  /// One number with all its entries, for whoever writes them down.
  struct Run {
    Place place;
    const Entry* entries = nullptr;
    std::size_t count = 0;
  };
  /// Goes through all numbers, in the order of their places. @param bucket, entry 0 at first
  [[nodiscard]] std::optional<Run> next(std::size_t* bucket, std::size_t* entry) const;
  /// ms since the host answered; nothing: too long ago to be fresh.
  [[nodiscard]] std::optional<double> age(Entry entry) const;
  void read_entry(Entry entry, std::string* text) const;

 private:
  struct Span {
    std::size_t from = 0;
    std::size_t to = 0;
  };

  [[nodiscard]] const AgeClock& clock_of(Entry entry) const;
  [[nodiscard]] std::uint32_t front_of(std::uint32_t position) const;
  [[nodiscard]] Span run_at(const Bucket& bucket, std::size_t at) const;
  [[nodiscard]] Span exact(const Bucket& bucket, const Place& place) const;
  [[nodiscard]] Span around(const Bucket& bucket, const Place& place) const;
  /// Calls `each(entry)` for every entry that answers for the key, those of the very number first;
  /// stops when it answers false.
  template <typename Each>
  void match(std::uint64_t key, Each each) const;
  void filter(Bucket& bucket, KeepRun keep);
  void insert(Bucket& bucket, std::size_t at, Entry entry);
  /// @param run the entries of one number
  void erase(Bucket& bucket, Span run);
  void restamp(Bucket& bucket, Span run, std::uint8_t stamp);
  void fit(Bucket& bucket);
  void keep_bound();
  void evict(std::size_t bytes);
  void move_references();

  bool last_nine_;
  std::size_t byte_bound_;
  AgeClock hits_;
  AgeClock misses_;
  std::vector<Bucket> buckets_;
  FrontList fronts_;
  ReferenceStore references_;
  std::size_t numbers_ = 0;
  std::size_t capacity_ = 0;  ///< entries for which the buckets have room
  std::size_t entries_ = 0;
  std::size_t next_evicted_ = 0;  ///< the bucket at which the next eviction begins
};

}  // namespace deskbell::directory
