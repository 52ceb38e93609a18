// extract/, inside: days as pages write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace unspin {

// The first day that `text` names, as ISO 8601. Of a machine's date ("2024-06-18T09:00Z",
// "20240618") time and offset are kept as given; of a people's ("18 June 2024", "18. Juni
// 2024", "18 de junio de 2024", "2024年6月18日", "Tue, 18 Jun 2024 09:00 GMT") the day. A
// month's name may be of any of some fifteen languages. Years are 1900 to 2099.
//
// "03/04/2020" is read by `language` (a BCP 47 tag: "en-US" begins with the month, "en"
// could be either) and is nothing where that does not say.
//
// Cost: linear; looks at the first few hundred bytes.
std::optional<std::string> read_published(std::string_view text,
                                          std::string_view language);

// A day in the path of an address: "/2020/03/04/", "/2020-03-04-". Nothing when no day
// is named.
std::optional<std::string> read_date_of_url(std::string_view url);

// Does `text` say of a date that it is of a change: "Updated", "zuletzt geändert"?
bool speaks_of_update(std::string_view text);

}  // namespace unspin
