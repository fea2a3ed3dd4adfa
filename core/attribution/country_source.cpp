// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/country_source.h"

#include "attribution/country_file.h"
#include "attribution/country_table.h"
#include "attribution/maxmind_database.h"
#include "attribution/public_address.h"
#include "rules/rules_folder.h"

namespace telltale::attribution {

namespace {

class BundledTable final : public CountrySource {
public:
    BundledTable(MappedFile file, CountryTable table)
        : m_file(std::move(file))
        , m_table(std::move(table))
    {
    }
    [[nodiscard]] const std::string &name() const override { return m_table.name(); }

private:
    [[nodiscard]] std::string lookUp(const net::IpAddress &address) const override
    {
        return m_table.countryOf(address);
    }

    MappedFile m_file; // the table points into it
    CountryTable m_table;
};

} // namespace

std::string CountrySource::countryOf(const net::IpAddress &address) const
{
    const net::IpAddress plain = unwrapped(address);
    return isPublic(plain) ? lookUp(plain) : std::string();
}

base::Result<std::shared_ptr<const CountrySource>> openCountrySource(const std::string &path)
{
    auto file = MappedFile::open(path);
    if (!file)
        return file.error();
    if (!CountryTable::hasMagic(file.value().bytes()))
        return openMaxmindDatabase(path);
    auto table = CountryTable::read(file.value().bytes());
    if (!table)
        return base::Error{base::ErrorKind::input, "The country table " + path + " is damaged.",
            "Make it again with packaging/make-country-table.py."};
    return std::shared_ptr<const CountrySource>(
        std::make_shared<BundledTable>(std::move(file.value()), std::move(*table)));
}

std::shared_ptr<const CountrySource> bundledCountries()
{
    const auto source = openCountrySource(rules::bundledFile("countries/server_countries.table"));
    return source ? source.value() : nullptr;
}

} // namespace telltale::attribution
