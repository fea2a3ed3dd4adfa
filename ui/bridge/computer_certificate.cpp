// SPDX-License-Identifier: GPL-3.0-or-later
#include "bridge/computer_certificate.h"

#include "intercept/certificate_authority.h"
#include "intercept/certificate_parts.h"

#include <QDateTime>

namespace telltale::bridge {

using intercept::CertificateAuthority;

namespace {

base::Timestamp now()
{
    return {QDateTime::currentMSecsSinceEpoch() * 1'000'000};
}

} // namespace

ComputerCertificate::ComputerCertificate(const QString &folder)
    : m_folder(folder.isEmpty() ? CertificateAuthority::defaultFolder() : folder.toStdString())
{
}

std::optional<CertificateFacts> ComputerCertificate::facts()
{
    m_problem.clear();
    if (!CertificateAuthority::existsIn(m_folder))
        return std::nullopt;
    const auto authority = CertificateAuthority::load(m_folder);
    if (!authority) {
        m_problem = QString::fromStdString(authority.error().text());
        return std::nullopt;
    }
    X509 *certificate = authority.value().certificate();
    const base::Timestamp end = intercept::endOf(certificate);
    CertificateFacts facts;
    facts.name = QString::fromStdString(intercept::commonNameOf(certificate));
    facts.file = QString::fromStdString(CertificateAuthority::fileIn(m_folder));
    facts.fingerprint = QString::fromStdString(intercept::fingerprintOf(certificate));
    facts.until = QDateTime::fromMSecsSinceEpoch(end.nanoseconds / 1'000'000).date();
    facts.expired = end <= now();
    facts.pem = QByteArray::fromStdString(intercept::pemOf(certificate));
    return facts;
}

bool ComputerCertificate::renew()
{
    const auto made = CertificateAuthority::renew(m_folder, intercept::computerName(), now());
    m_problem = made ? QString() : QString::fromStdString(made.error().text());
    return made.ok();
}

bool ComputerCertificate::remove()
{
    const auto removed = CertificateAuthority::remove(m_folder);
    m_problem = removed ? QString() : QString::fromStdString(removed.error().text());
    return removed.ok();
}

} // namespace telltale::bridge
