#include "population/synthetic/statement.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "population/schema.hpp"

namespace concord::population {
namespace {

std::string faithful(const StatementInputs& inputs) {
    const auto& margins = *inputs.margins;
    std::string text = "## Faithful to\n\n";
    text +=
        "- **People by small area and band of age** ({ages}): exactly.\n"
        "- **Ethnic group by small area** ({ethnicity}): exactly, brought to the total of the ages "
        "by largest rests";
    text += fmt::format(
        " (the two tables differ in {} small areas, by at most {}, for the census blurs small "
        "counts).\n",
        with_thousands(margins.areas_with_other_total), with_thousands(margins.largest_difference));
    text +=
        "- **Women and men by local authority** ({sex}): the share of women exactly, to the "
        "person; by age as the estimates have it ({years}), shifted together by odds until the "
        "authority's sum comes out, then rounded with the rest carried from area to area.\n"
        "- **Single years of age**: in expectation, by authority, sex and band ({years}).\n"
        "- **Conditions**: the share of each register by tenth of deprivation ({conditions}), in "
        "expectation. Tenths of the index it was published for are taken as tenths of "
        "{deprivation}.\n"
        "- **Emergency attendances and admissions**: yearly numbers by board ({emergency}), in "
        "expectation.\n"
        "- **Waiting lists**: pathways, over 18 weeks and over 52 weeks by board ({waits}, "
        "{waits_by_specialty}; the last month), in expectation; specialties as among those over 18 "
        "weeks.\n";
    return text;
}

const char* const unfaithful =
    "## Not faithful to\n\n"
    "- Nobody in it is anybody. No record was used; nothing about a person can be learnt from it.\n"
    "- **Age and ethnic group together**: within a small area they are independent of each other. "
    "So are sex and ethnic group, and ethnic group and illness.\n"
    "- **Illness by age and sex**: stylised curves, assumptions of the file of parameters. "
    "Conditions come together only through age, deprivation and one frailty; known pairs, such as "
    "diabetes with kidney disease, are not bound to each other.\n"
    "- **Use and cost by age**, the gradients with deprivation, all contacts but emergency ones "
    "and all costs: assumptions. Planned admissions are not made. Where a row stands for several "
    "contacts, the day is that of one of them.\n"
    "- **Practice and provider**: chosen within the local authority, practices by their lists, "
    "providers by the share of their patients who come from there, whatever their size. Real "
    "lists cross boundaries and follow distance.\n"
    "- **Deaths**: all are alive on the day. **Households** and families are not made.\n"
    "- **Time**: the people are those of the census, conditions, use and waits those of the years "
    "of their data sets. Contacts are given the year before the day all the same.\n"
    "- **Deprivation within a small area** does not exist: every person has the area's.\n";

std::string filled(std::string text, const Parameters& parameters) {
    for (const auto& [what, dataset] : parameters.data) {
        const auto mark = "{" + what + "}";
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
            text.replace(at, mark.size(), "`" + dataset + "`");
    }
    return text;
}

std::string assumptions(const Parameters& parameters) {
    std::string text = "## Sources of what no data set gives\n\n";
    for (const auto& [of, source] : parameters.sources)
        text += fmt::format("- {}: {}\n", of, source);
    text += "\n## Data sets\n\n";
    for (const auto& [what, dataset] : parameters.data)
        text += fmt::format("- {}: `{}`\n", what, dataset);
    return text;
}

}  // namespace

std::string statement(const StatementInputs& inputs, const Synthesised& made) {
    const auto& model = *inputs.model;
    std::string text = fmt::format(
        "# Synthetic people: what they are faithful to, and what not\n\n{}, `{}`, seed {}: {} "
        "people of {} small areas on {}; {} conditions, {} rows of contacts, {} pathways. Schema "
        "version {}.\n\n",
        inputs.parameters->title, inputs.area, model.seed, with_thousands(made.people),
        with_thousands(made.areas), model.as_at.iso(), with_thousands(made.conditions),
        with_thousands(made.contacts), with_thousands(made.waits), extract_version);
    text += filled(faithful(inputs), *inputs.parameters);
    const auto& margins = *inputs.margins;
    if (margins.areas_without_rank > 0)
        text += fmt::format("- {} small areas have no rank and are taken as of the fifth tenth.\n",
                            with_thousands(margins.areas_without_rank));
    if (margins.areas_without_authority > 0)
        text += fmt::format("- {} small areas lie in no authority and are left out.\n",
                            with_thousands(margins.areas_without_authority));
    if (margins.authorities_without_sex > 0)
        text += fmt::format("- {} authorities have no counts by sex; the estimates' shares hold.\n",
                            with_thousands(margins.authorities_without_sex));
    return text + "\n" + unfaithful + "\n" + assumptions(*inputs.parameters);
}

std::string extract_description(const StatementInputs& inputs) {
    return fmt::format(
        "# Made by `concord people synth`; STATEMENT.md says what it is faithful to.\n"
        "schema = {}\nas_at = {}\nsynthetic = true\narea = \"{}\"\nseed = {}\n",
        extract_version, inputs.model->as_at.iso(), inputs.area, inputs.model->seed);
}

}  // namespace concord::population
