#pragma once
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

namespace deskbell::bench {

struct Row {
  std::string country;  ///< where it is dialled
  std::string text;
};

/// The corpus: a row on each line, the country, a tab and the text.
inline std::vector<Row> read_rows(std::istream& in) {
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    rows.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return rows;
}

/// Has all rows read again and again, and prints the processor's nanoseconds a row of each
/// round, the first one left out, on the first line; then the last round's answers, one on each
/// line.
/// @param read rows → the E.164 form of each, empty where it is not valid
template <typename Read>
void run_rounds(const std::vector<Row>& rows, int rounds, Read read) {
  std::vector<std::string> answers;
  for (int round = 0; round <= rounds; ++round) {
    const std::clock_t started = std::clock();
    answers = read(rows);
    const double seconds = static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;
    if (round > 0) std::cout << seconds * 1e9 / static_cast<double>(rows.size()) << ' ';
  }
  std::cout << '\n';
  for (const std::string& answer : answers) std::cout << answer << '\n';
}

}  // namespace deskbell::bench
