// SPDX-License-Identifier: GPL-3.0-or-later
#include "watch/hotspot_page.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace telltale::watch {

using bridge::Theme;

namespace {
constexpr int longestName = 32; // octets (IEEE 802.11)
constexpr int shortestPassword = 8;
constexpr int longestPassword = 63;
} // namespace

HotspotPage::HotspotPage(const Theme &theme, Draft &draft, AccessPoint &accessPoint)
    : WizardPage(theme, tr("Start a hotspot"))
    , m_draft(draft)
    , m_accessPoint(accessPoint)
{
    setLead(tr("This computer becomes a Wi-Fi network that the phone joins. It ends with this window."));
    m_device = new QComboBox;
    m_name = new QLineEdit;
    m_name->setMaxLength(longestName);
    m_password = new QLineEdit;
    m_password->setMaxLength(longestPassword);
    m_password->setFont(theme.mono());
    m_band = new QComboBox;
    m_band->addItem(tr("Choose by itself"), static_cast<int>(AccessPoint::Band::automatic));
    m_band->addItem(tr("2.4 GHz, reaches further"), static_cast<int>(AccessPoint::Band::band24));
    m_band->addItem(tr("5 GHz, faster"), static_cast<int>(AccessPoint::Band::band5));
    m_note = text(Theme::Role::soft, theme.small());
    m_problem = text(Theme::Role::leak, theme.body());
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(12);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("&Wi-Fi card"), m_device);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Password"), m_password);
    form->addRow(tr("&Band"), m_band);
    body()->addLayout(form);
    body()->addWidget(m_note);
    body()->addWidget(m_problem);
    body()->addStretch(1);
    for (QLineEdit *field : {m_name, m_password})
        connect(field, &QLineEdit::textChanged, this, &WizardPage::changed);
    connect(m_device, &QComboBox::currentIndexChanged, this, [this] {
        m_note->setText(m_device->currentData(Qt::UserRole + 1).toString());
        emit changed();
    });
    connect(&accessPoint, &AccessPoint::changed, this, &HotspotPage::fillDevices);
    connect(&accessPoint, &AccessPoint::failed, this, &HotspotPage::say);
    connect(&accessPoint, &AccessPoint::started, this, [this](const QString &interface) {
        if (!std::exchange(m_starting, false))
            return;
        m_draft.wifiName = m_name->text();
        m_draft.wifiPassword = m_password->text();
        emit started(interface);
    });
}

void HotspotPage::enter()
{
    m_starting = false;
    m_problem->clear();
    fillDevices();
    if (m_name->text().isEmpty())
        m_name->setText(QStringLiteral("Telltale"));
    if (m_password->text().isEmpty())
        m_password->setText(m_accessPoint.suggestedPassword());
}

void HotspotPage::fillDevices()
{
    const QString before = m_device->currentText();
    m_device->clear();
    for (const WifiDevice &device : m_accessPoint.devices()) {
        if (!device.able)
            continue;
        m_device->addItem(device.interface);
        m_device->setItemData(m_device->count() - 1, device.reason, Qt::UserRole + 1);
    }
    if (const int row = m_device->findText(before); row >= 0)
        m_device->setCurrentIndex(row);
    emit changed();
}

void HotspotPage::start()
{
    m_starting = true;
    m_problem->clear();
    emit changed();
    m_accessPoint.start(m_device->currentText(), m_name->text(), m_password->text(),
        static_cast<AccessPoint::Band>(m_band->currentData().toInt()));
}

void HotspotPage::say(const QString &what, const QString &remedy)
{
    m_starting = false;
    m_problem->setText(what + QLatin1Char(' ') + remedy);
    emit changed();
}

QString HotspotPage::goOnText() const
{
    return m_starting ? tr("Starting…") : tr("Start the hotspot");
}

bool HotspotPage::canGoOn() const
{
    const auto octets = m_name->text().toUtf8().size();
    return !m_starting && m_device->count() > 0 && octets > 0 && octets <= longestName
        && m_password->text().size() >= shortestPassword;
}

QWidget *HotspotPage::first()
{
    return m_name;
}

} // namespace telltale::watch

#include "moc_hotspot_page.cpp"
