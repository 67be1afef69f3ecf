// The statistics one by one: each says which columns it needs, checks them and answers.
#pragma once

#include "statistics/work.hpp"

namespace concord::statistics {

void answer_proportion(Work& work);
void answer_rate(Work& work);
void answer_mean(Work& work);
void answer_direct(Work& work);
void answer_indirect(Work& work);
void answer_life_expectancy(Work& work);
void answer_healthy_life_expectancy(Work& work);
void answer_slope_index(Work& work);
void answer_quantiles(Work& work);
void answer_funnel(Work& work);
void answer_concentration(Work& work);
void answer_gaps(Work& work);
void answer_smoothing(Work& work);

}  // namespace concord::statistics
