// Random answers, additions, look-ups, ages and forgetting against the plainest model there is.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "directory/directory.h"
#include "read.h"

namespace deskbell::directory {
namespace {

constexpr double kHitAge = 32'000;
constexpr double kMissAge = 3200;

/// Knows everything, exactly; ticks as the directory has them.
class Model {
 public:
  explicit Model(bool last_nine) : last_nine_(last_nine) {}

  void set(std::uint64_t key, std::vector<std::string> contacts, double now) {
    known_[key] = {std::move(contacts), now};
  }
  void add(std::uint64_t key, const std::string& contact, double now) {
    Answer& answer = known_[key];
    answer.at = now;
    auto& list = answer.contacts;
    if (std::find(list.begin(), list.end(), contact) == list.end()) list.push_back(contact);
  }
  void forget(std::uint64_t key) {
    std::erase_if(known_, [&](const auto& each) { return answers(each.first, key); });
  }
  void forget_contact(const std::string& contact) {
    std::erase_if(known_, [&](const auto& each) {
      const auto& list = each.second.contacts;
      return std::find(list.begin(), list.end(), contact) != list.end();
    });
  }
  void clear() { known_.clear(); }

  struct Found {
    bool known = false;
    bool fresh = false;
    std::multiset<std::string> contacts;
    std::vector<std::string> own;  ///< of the very number, in order
  };
  [[nodiscard]] Found find(std::uint64_t key, double now) const {
    Found found;
    for (const auto& [number, answer] : known_) {
      if (!answers(number, key)) continue;
      const double tick = (answer.contacts.empty() ? kMissAge : kHitAge) / 32;
      const bool fresh = std::floor(now / tick) - std::floor(answer.at / tick) < 32;
      if (answer.contacts.empty() && !fresh) continue;
      found.known = true;
      found.fresh |= fresh;
      found.contacts.insert(answer.contacts.begin(), answer.contacts.end());
      if (number == key) found.own = answer.contacts;
    }
    return found;
  }
  [[nodiscard]] const auto& all() const { return known_; }

 private:
  struct Answer {
    std::vector<std::string> contacts;
    double at = 0;
  };

  [[nodiscard]] bool answers(std::uint64_t number, std::uint64_t key) const {
    if (number == key) return true;
    return last_nine_ && number >= kNineDigits && key >= kNineDigits &&
           number % kLastNine == key % kLastNine;
  }

  bool last_nine_;
  std::map<std::uint64_t, Answer> known_;
};

class Player {
 public:
  Player(bool last_nine, unsigned seed)
      : directory_({.last_nine = last_nine, .hit_age = kHitAge, .miss_age = kMissAge}),
        model_(last_nine),
        dice_(seed) {
    directory_.advance(now_);
  }

  void play(int turns) {
    for (int i = 0; i < turns && !testing::Test::HasFailure(); ++i) turn();
  }

 private:
  unsigned roll(unsigned below) { return static_cast<unsigned>(dice_() % below); }

  /// Few enough that they meet, with the same endings under other fronts, and short ones.
  std::uint64_t key() {
    const std::uint64_t fronts[] = {0, 1, 31, 49, 4915, 99'999'999};
    const std::uint64_t nine = roll(4) == 0 ? roll(40) + 100 : 612'345'000 + roll(60);
    return fronts[roll(6)] * kLastNine + nine;
  }
  std::string contact() {
    const std::string id = std::to_string(roll(30));
    switch (roll(3)) {
      case 0:
        return id;
      case 1:
        return "contact " + id;
      default:
        return "51f6e2d4-0c1a-4a9e-9d0f-0123456789" + std::string(id.size() == 1 ? "0" : "") + id;
    }
  }

  void turn() {
    switch (roll(12)) {
      case 0:
        now_ += roll(8) == 0 ? roll(200'000) : roll(3000);
        directory_.advance(now_);
        break;
      case 1:
      case 2:
      case 3: {
        std::set<std::string> different;
        for (unsigned i = roll(4); i > 0; --i) different.insert(contact());
        const std::vector<std::string> contacts(different.begin(), different.end());
        const std::uint64_t number = key();
        EXPECT_TRUE(directory_.set(number, {contacts.begin(), contacts.end()}));
        model_.set(number, contacts, now_);
        break;
      }
      case 4:
      case 5: {
        const std::uint64_t number = key();
        const std::string one = contact();
        EXPECT_TRUE(directory_.add(number, one));
        model_.add(number, one, now_);
        break;
      }
      case 6: {
        const std::uint64_t number = key();
        if (roll(3) > 0) break;
        directory_.forget(number);
        model_.forget(number);
        break;
      }
      case 7: {
        if (roll(4) > 0) break;
        const std::string one = contact();
        directory_.forget_contact(one);
        model_.forget_contact(one);
        break;
      }
      case 8:
        if (roll(500) > 0) break;
        directory_.clear();
        model_.clear();
        break;
      default:
        compare(key());
    }
  }

  void compare(std::uint64_t number) {
    const Finding finding = directory_.find(number);
    const Model::Found expected = model_.find(number, now_);
    EXPECT_EQ(finding != 0, expected.known) << number;
    if (!expected.known) return;
    EXPECT_EQ(!stale(finding), expected.fresh) << number;
    const std::vector<std::string> contacts = contacts_of(directory_, number);
    EXPECT_EQ((std::multiset<std::string>(contacts.begin(), contacts.end())), expected.contacts);
    // The number's own contacts come first, in the order in which the host said them.
    ASSERT_GE(contacts.size(), expected.own.size());
    EXPECT_TRUE(std::equal(expected.own.begin(), expected.own.end(), contacts.begin()));
    EXPECT_EQ((finding & kHandleMask) == 0, contacts.empty());
    EXPECT_EQ((finding & kSeveral) != 0, contacts.size() > 1);
  }

  Directory directory_;
  Model model_;
  std::mt19937 dice_;
  double now_ = 1'767'348'000'000;
};

TEST(DirectoryModel, ExactNumbers) {
  for (unsigned seed = 1; seed <= 20; ++seed) Player(false, seed).play(5000);
}

TEST(DirectoryModel, TheLastNineDigits) {
  for (unsigned seed = 1; seed <= 20; ++seed) Player(true, seed).play(5000);
}

/// With a bound it may know less than the model, but nothing else.
TEST(DirectoryModel, ASmallDirectoryForgetsButNeverLies) {
  std::mt19937 dice(42);
  Directory directory({.byte_bound = kSmallestBound, .hit_age = 1e9});
  std::map<std::uint64_t, std::vector<std::string>> model;
  double now = 1'767'348'000'000;
  std::size_t known = 0;
  for (int i = 0; i < 200'000 && !testing::Test::HasFailure(); ++i) {
    directory.advance(now += dice() % 30);
    const std::uint64_t key = 31600000000 + dice() % 300'000;
    std::vector<std::string> contacts;
    for (unsigned n = dice() % 3; n > 0; --n) contacts.push_back(std::to_string(dice()) + " x");
    ASSERT_TRUE(directory.set(key, {contacts.begin(), contacts.end()}));
    model[key] = contacts;
    ASSERT_LE(directory.bytes(), kSmallestBound);
    const std::uint64_t asked = 31600000000 + dice() % 300'000;
    if (directory.find(asked) == 0) continue;
    ++known;
    ASSERT_EQ(contacts_of(directory, asked), model[asked]);
  }
  EXPECT_GT(known, 5000U);
}

}  // namespace
}  // namespace deskbell::directory
