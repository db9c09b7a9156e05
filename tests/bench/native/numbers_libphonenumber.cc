// Reads the corpus by the libphonenumber that Debian packs. Arguments: rounds.
#include <phonenumbers/phonenumberutil.h>

#include "run_rounds.h"

using deskbell::bench::Row;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

int main(int count, char** arguments) {
  if (count != 2) return EXIT_FAILURE;
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  const auto read = [&util](const std::vector<Row>& rows) {
    std::vector<std::string> answers(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      PhoneNumber number;
      const auto error = util.Parse(rows[i].text, rows[i].country, &number);
      if (error == PhoneNumberUtil::NO_PARSING_ERROR && util.IsValidNumber(number)) {
        util.Format(number, PhoneNumberUtil::E164, &answers[i]);
      }
    }
    return answers;
  };
  deskbell::bench::run_rounds(deskbell::bench::read_rows(std::cin), std::atoi(arguments[1]), read);
}
