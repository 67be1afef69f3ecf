export function fill(page: string, json: string, title: string): string;
