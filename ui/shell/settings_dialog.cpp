// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/settings_dialog.h"

#include "shell/country_setting.h"
#include "shell/user_settings.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace telltale::shell {

using bridge::Theme;

namespace {

constexpr int dialogWidth = 560;

} // namespace

SettingsDialog::SettingsDialog(
    const Theme &theme, const QString &authorityFolder, bool decrypting, QWidget *parent, Confirm confirm)
    : QDialog(parent)
    , m_theme(theme)
    , m_certificate(authorityFolder)
    , m_decrypting(decrypting)
    , m_confirm(std::move(confirm))
{
    setWindowTitle(tr("Settings"));
    setMinimumWidth(dialogWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(8);
    auto *head = line(QStringLiteral("settingsHead"), Theme::Role::soft);
    head->setFont(theme.head());
    head->setText(tr("Certificate of this computer"));
    m_state = line(QStringLiteral("certificateState"), Theme::Role::ink);
    m_facts = line(QStringLiteral("certificateFacts"), Theme::Role::soft);
    m_facts->setFont(theme.mono());
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *about = line(QStringLiteral("about"), Theme::Role::soft);
    about->setText(tr("A phone that trusts this certificate can be decrypted by this computer, and by no other: the key "
                      "stays here. When you are done, remove the certificate from the phone: on Android under Settings › "
                      "Security › Encryption & credentials › User credentials, on an iPhone under Settings › General › "
                      "VPN & Device Management."));
    auto *phoneHead = line(QStringLiteral("phoneHead"), Theme::Role::soft);
    phoneHead->setFont(theme.head());
    phoneHead->setText(tr("Who sent it"));
    auto *askPhone = new QCheckBox(tr("Ask the phone itself, over ADB (USB debugging)"));
    askPhone->setObjectName(QStringLiteral("askPhone"));
    askPhone->setToolTip(tr("Needs adb on this computer and USB debugging on the phone, no root. The phone says which app has "
                            "which connection and when a private window is in front; nothing is installed on it. Holds from "
                            "the next watch on."));
    askPhone->setChecked(asksPhone());
    connect(askPhone, &QCheckBox::toggled, this, [](bool on) { setAsksPhone(on); });
    column->addWidget(phoneHead);
    column->addWidget(askPhone);
    column->addSpacing(12);
    auto *countryHead = line(QStringLiteral("countryHead"), Theme::Role::soft);
    countryHead->setFont(theme.head());
    countryHead->setText(tr("Where servers stand"));
    column->addWidget(countryHead);
    column->addWidget(new CountrySetting(theme));
    column->addSpacing(12);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_renew = new QPushButton;
    m_renew->setObjectName(QStringLiteral("renewCertificate"));
    m_remove = new QPushButton(tr("Delete…"));
    m_remove->setObjectName(QStringLiteral("deleteCertificate"));
    m_save = new QPushButton(tr("Save a copy…"));
    m_save->setObjectName(QStringLiteral("saveCertificate"));
    m_save->setToolTip(tr("The certificate alone, to put it on a phone by other means; nothing secret is in it"));
    for (QPushButton *button : {m_renew, m_remove, m_save}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    for (QWidget *widget : {static_cast<QWidget *>(head), static_cast<QWidget *>(m_state), static_cast<QWidget *>(m_facts),
             static_cast<QWidget *>(about)})
        column->addWidget(widget);
    column->addLayout(row);
    column->addSpacing(12);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_renew, &QPushButton::clicked, this, &SettingsDialog::renew);
    connect(m_remove, &QPushButton::clicked, this, &SettingsDialog::remove);
    connect(m_save, &QPushButton::clicked, this, &SettingsDialog::save);
    fill();
}

QLabel *SettingsDialog::line(const QString &object, Theme::Role role)
{
    auto *label = new QLabel;
    label->setObjectName(object);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setStyleSheet(QStringLiteral("color: %1").arg(m_theme.color(role).name()));
    return label;
}

void SettingsDialog::fill()
{
    const auto facts = m_certificate.facts();
    m_remove->setEnabled(facts || !m_certificate.problem().isEmpty());
    m_save->setEnabled(facts.has_value());
    m_renew->setText(facts ? tr("Make a new one…") : tr("Make one now"));
    m_facts->setVisible(facts.has_value());
    if (!facts) {
        m_state->setText(m_certificate.problem().isEmpty()
                ? tr("There is none yet. It is made when you first decrypt a phone.")
                : m_certificate.problem());
        return;
    }
    const QString until = QLocale().toString(facts->until, QLocale::LongFormat);
    m_state->setText(facts->expired ? tr("%1. It expired on %2; the next time you decrypt, a new one is made.").arg(facts->name, until)
                                    : tr("%1. Valid until %2.").arg(facts->name, until));
    // Half of the fingerprint a line: it is compared with the phone by eye.
    const auto half = (facts->fingerprint.size() + 1) / 2;
    m_facts->setText(QStringLiteral("SHA-256 %1\n        %2").arg(facts->fingerprint.left(half), facts->fingerprint.mid(half)));
}

bool SettingsDialog::sure(const QString &question)
{
    if (m_confirm)
        return m_confirm(question);
    return QMessageBox::question(this, windowTitle(), question) == QMessageBox::Yes;
}

void SettingsDialog::renew()
{
    const QString later = m_decrypting ? tr(" The phone that is decrypted now goes on with the old one until you stop.") : QString();
    const bool exists = m_remove->isEnabled();
    if (exists && !sure(tr("Make a new certificate? Phones that trust the old one have to get the new one.") + later))
        return;
    if (m_certificate.renew())
        fill();
    else
        m_state->setText(m_certificate.problem());
}

void SettingsDialog::remove()
{
    const QString later = m_decrypting ? tr(" The phone that is decrypted now stays decrypted until you stop.") : QString();
    if (!sure(tr("Delete the certificate and its key? No phone can be decrypted with it any more.") + later))
        return;
    if (m_certificate.remove())
        fill();
    else
        m_state->setText(m_certificate.problem());
}

void SettingsDialog::save()
{
    const auto facts = m_certificate.facts();
    if (!facts)
        return fill();
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the certificate"), QStringLiteral("telltale.pem"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(facts->pem) != facts->pem.size() || !file.commit())
        m_state->setText(tr("%1 could not be written: %2.").arg(path, file.errorString()));
}

} // namespace telltale::shell

#include "moc_settings_dialog.cpp"
