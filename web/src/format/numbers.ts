// Numbers as a British reader expects them.

const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat("en-GB", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const upToTwo = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

export function formatWhole(value: number): string {
  return whole.format(value);
}

const twoDecimals = new Intl.NumberFormat("en-GB", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

// An index, with as many decimals as its neighbours in a column.
export function formatIndex(value: number): string {
  return twoDecimals.format(value);
}

// An amount of money; pence only where there are some.
export function formatPounds(pounds: number): string {
  const amount = Math.abs(pounds);
  const digits = Number.isInteger(amount) ? whole.format(amount) : twoDecimals.format(amount);
  return `${pounds < 0 ? "−" : ""}£${digits}`;
}

const threeFigures = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 });

// An amount as it is said aloud: "£3.41 billion", "−£21.2 million".
export function sayPounds(pounds: number): string {
  const amount = Math.abs(pounds);
  const sign = pounds < 0 ? "−" : "";
  if (amount >= 999.5e6) return `${sign}£${threeFigures.format(amount / 1e9)} billion`;
  if (amount >= 999_500) return `${sign}£${threeFigures.format(amount / 1e6)} million`;
  return formatPounds(Math.round(pounds));
}

// A change or a distance as a signed percentage: "+1.21%", "−0.50%".
export function formatSigned(share: number): string {
  const percent = Math.abs(share * 100);
  const digits = twoDecimals.format(percent);
  const sign = digits === "0.00" ? "" : share < 0 ? "−" : "+";
  return `${sign}${digits}%`;
}

export function formatNumber(value: number): string {
  return upToTwo.format(value);
}

// A percentage that is whole stays so; another has one decimal.
export function formatPercent(value: number): string {
  return `${Number.isInteger(value) ? whole.format(value) : oneDecimal.format(value)}%`;
}

// A share of 1 as a percentage. What is not quite nothing or not quite all never looks as if it were.
export function formatShare(share: number): string {
  if (share === 0) return "0%";
  if (share === 1) return "100%";
  const percent = share * 100;
  if (percent < 0.05) return "under 0.1%";
  if (percent >= 99.95 && percent < 100) return "over 99.9%";
  return `${oneDecimal.format(percent)}%`;
}

// "+2%", "−0.5%": for the marks of an axis.
export function signedShortly(share: number): string {
  return formatSigned(share).replace(/\.?0+%$/, "%");
}

const byteUnits = ["bytes", "kB", "MB", "GB", "TB"];

export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < byteUnits.length - 1) {
    value /= 1000;
    ++unit;
  }
  return `${unit === 0 || value >= 100 ? whole.format(value) : oneDecimal.format(value)} ${byteUnits[unit]}`;
}

// "1 area", "42 areas".
export function counted(count: number, one: string, several: string): string {
  return `${formatWhole(count)} ${count === 1 ? one : several}`;
}

// "1st", "2nd", "3rd", "11th".
export function ordinal(place: number): string {
  const tens = place % 100;
  const suffix = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${formatWhole(place)}${suffix}`;
}
