// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/secrets_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace telltale::shell {

using bridge::DeclaredSecrets;
using bridge::Theme;

namespace {

constexpr int dialogWidth = 560;
constexpr int listHeight = 220;

} // namespace

SecretsDialog::SecretsDialog(DeclaredSecrets &secrets, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_secrets(secrets)
    , m_theme(theme)
{
    setWindowTitle(tr("Secrets to look for"));
    setMinimumWidth(dialogWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(8);
    auto *about =
        new QLabel(tr("Searches and addresses visited are looked for by themselves. Add what else must not leave the "
                      "phone. It is found in whatever the phone sends, also encoded or hashed."));
    about->setTextFormat(Qt::PlainText);
    about->setWordWrap(true);
    about->setStyleSheet(QStringLiteral("color: %1").arg(theme.color(Theme::Role::soft).name()));
    auto *list = new QWidget;
    auto *outer = new QVBoxLayout(list);
    outer->setContentsMargins(0, 0, 0, 0);
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(4);
    outer->addLayout(m_lines);
    outer->addStretch(1);
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setMinimumHeight(listHeight);
    area->setWidget(list);
    m_problem = new QLabel;
    m_problem->setObjectName(QStringLiteral("secretProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_keep = new QCheckBox(tr("Keep them on this computer, in a file that only you can read"));
    m_keep->setObjectName(QStringLiteral("keepSecrets"));
    m_keep->setChecked(secrets.kept());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    for (const auto which : {QDialogButtonBox::Ok, QDialogButtonBox::Cancel})
        buttons->button(which)->setIcon({});
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Look for them"));
    column->addWidget(about);
    column->addWidget(area, 1);
    column->addWidget(m_problem);
    column->addWidget(m_keep);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &SecretsDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (const auto &entry : secrets.entries())
        addRow(entry);
    edited();
}

void SecretsDialog::addRow(const DeclaredSecrets::Entry &entry)
{
    Row row;
    row.line = new QWidget;
    auto *across = new QHBoxLayout(row.line);
    across->setContentsMargins(0, 0, 0, 0);
    row.kind = new QComboBox;
    row.kind->setAccessibleName(tr("Kind of secret"));
    for (const auto &kind : DeclaredSecrets::kinds())
        row.kind->addItem(kind.title, kind.name);
    row.kind->setCurrentIndex(std::max(0, row.kind->findData(entry.kind)));
    row.text = new QLineEdit(entry.text);
    row.text->setAccessibleName(tr("Secret"));
    row.text->setPlaceholderText(tr("Add a secret"));
    auto *remove = new QPushButton(tr("Remove"));
    remove->setAutoDefault(false);
    across->addWidget(row.kind);
    across->addWidget(row.text, 1);
    across->addWidget(remove);
    m_lines->addWidget(row.line);
    m_rows.push_back(row);
    connect(row.text, &QLineEdit::textChanged, this, &SecretsDialog::edited);
    connect(row.kind, &QComboBox::currentIndexChanged, this, &SecretsDialog::edited);
    connect(remove, &QPushButton::clicked, this, [this, line = row.line] { removeRow(line); });
}

void SecretsDialog::removeRow(const QWidget *line)
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(), [line](const Row &row) { return row.line == line; });
    if (at == m_rows.end())
        return;
    at->line->hide();
    at->line->deleteLater(); // its button is still in its own click
    m_rows.erase(at);
    edited();
}

void SecretsDialog::edited()
{
    if (m_rows.empty() || !m_rows.back().text->text().trimmed().isEmpty())
        addRow({QStringLiteral("text"), {}});
    DeclaredSecrets::Problem worst;
    int number = 0;
    int worstAt = 0;
    for (const Row &row : m_rows) {
        ++number;
        const auto problem = DeclaredSecrets::problemOf({row.kind->currentData().toString(), row.text->text()});
        if (!problem.text.isEmpty() && (worst.text.isEmpty() || (problem.refused && !worst.refused))) {
            worst = problem;
            worstAt = number;
        }
    }
    const QString line = worst.refused ? tr("Line %1 is not looked for. %2") : tr("Line %1: %2");
    m_problem->setText(worst.text.isEmpty() ? QString() : line.arg(worstAt).arg(worst.text));
    m_problem->setStyleSheet(
        QStringLiteral("color: %1").arg(m_theme.color(worst.refused ? Theme::Role::ink : Theme::Role::soft).name()));
}

QList<DeclaredSecrets::Entry> SecretsDialog::entries() const
{
    QList<DeclaredSecrets::Entry> entries;
    for (const Row &row : m_rows) {
        if (!row.text->text().trimmed().isEmpty())
            entries << DeclaredSecrets::Entry{row.kind->currentData().toString(), row.text->text().simplified()};
    }
    return entries;
}

void SecretsDialog::apply()
{
    const auto before = m_secrets.entries();
    bool failed = false;
    if (!m_secrets.set(entries(), m_keep->isChecked())) {
        m_problem->setText(tr("The file of secrets could not be written or deleted. They hold for this window only."));
        m_keep->setChecked(false);
        failed = true;
    }
    if (m_secrets.entries() != before)
        emit changed();
    if (!failed)
        accept();
}

} // namespace telltale::shell

#include "moc_secrets_dialog.cpp"
