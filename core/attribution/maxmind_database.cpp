// SPDX-License-Identifier: GPL-3.0-or-later
#include "attribution/maxmind_database.h"

#include "base/time.h"

#include <maxminddb.h>

#include <algorithm>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <utility>

namespace telltale::attribution {

namespace {

/// Two letters, in upper case; else empty.
std::string codeIn(const MMDB_entry_data_s &data)
{
    if (!data.has_data || data.type != MMDB_DATA_TYPE_UTF8_STRING || data.data_size != 2)
        return {};
    std::string code(data.utf8_string, 2);
    for (char &c : code)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const bool letters = std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return letters ? code : std::string();
}

std::string codeAt(MMDB_entry_s entry, const char *key, const char *inner)
{
    MMDB_entry_data_s data{};
    return MMDB_get_value(&entry, &data, key, inner, nullptr) == MMDB_SUCCESS ? codeIn(data) : std::string();
}

class MaxmindDatabase final : public CountrySource {
public:
    MaxmindDatabase() = default;
    MaxmindDatabase(const MaxmindDatabase &) = delete;
    MaxmindDatabase &operator=(const MaxmindDatabase &) = delete;
    ~MaxmindDatabase() override
    {
        if (m_open)
            MMDB_close(&m_database);
    }

    /// The library's status.
    int open(const std::string &path)
    {
        const int status = MMDB_open(path.c_str(), MMDB_MODE_MMAP, &m_database);
        m_open = status == MMDB_SUCCESS;
        if (!m_open)
            return status;
        // Any number may stand there; time stamps end in 2262.
        const auto seconds =
            static_cast<std::int64_t>(std::min<std::uint64_t>(m_database.metadata.build_epoch, 9'000'000'000));
        m_name = std::string(m_database.metadata.database_type) + " "
            + base::formatRfc3339(base::Timestamp{seconds * 1'000'000'000}).substr(0, 10);
        return status;
    }

    [[nodiscard]] const std::string &name() const override { return m_name; }

private:
    [[nodiscard]] std::string lookUp(const net::IpAddress &address) const override
    {
        sockaddr_storage storage{};
        fill(storage, address);
        int status = MMDB_SUCCESS;
        const MMDB_lookup_result_s found =
            MMDB_lookup_sockaddr(&m_database, static_cast<const sockaddr *>(static_cast<void *>(&storage)), &status);
        if (status != MMDB_SUCCESS || !found.found_entry)
            return {};
        constexpr std::pair<const char *, const char *> places[] = {
            {"country", "iso_code"}, {"country_code", nullptr}, {"country", nullptr}};
        for (const auto &[key, inner] : places) {
            std::string code = codeAt(found.entry, key, inner);
            if (!code.empty())
                return code;
        }
        return {};
    }

    static void fill(sockaddr_storage &storage, const net::IpAddress &address)
    {
        const base::ByteView bytes = address.bytes();
        if (address.isV4()) {
            sockaddr_in v4{};
            v4.sin_family = AF_INET;
            std::memcpy(&v4.sin_addr, bytes.data(), bytes.size());
            std::memcpy(&storage, &v4, sizeof v4);
            return;
        }
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        std::memcpy(&v6.sin6_addr, bytes.data(), bytes.size());
        std::memcpy(&storage, &v6, sizeof v6);
    }

    MMDB_s m_database{};
    bool m_open = false;
    std::string m_name;
};

} // namespace

base::Result<std::shared_ptr<const CountrySource>> openMaxmindDatabase(const std::string &path)
{
    auto database = std::make_shared<MaxmindDatabase>();
    if (const int status = database->open(path); status != MMDB_SUCCESS)
        return base::Error{base::ErrorKind::input,
            "The country database " + path + " could not be read: " + MMDB_strerror(status),
            "Name a database in MaxMind's format (.mmdb)."};
    return std::shared_ptr<const CountrySource>(std::move(database));
}

} // namespace telltale::attribution
