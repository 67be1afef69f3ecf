// The address bar as state: which page is shown and what was chosen on it.

import { createContext } from "preact";
import { useContext, useEffect, useLayoutEffect, useState } from "preact/hooks";
import { parseRoute, routeHref, type Query, type Route } from "../routes";

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = (): void => setRoute(parseRoute(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}

export const CurrentRoute = createContext<Route>({ page: null, parts: [], query: {} });

// One choice of the page that stands in its address, for parts that no view hands the route to.
export function useInAddress(name: string): [string, (value: string) => void] {
  const route = useContext(CurrentRoute);
  const set = (value: string): void => chooseOnPage(route, { [name]: value });
  return [route.query[name] ?? "", set];
}

// A choice on a page replaces the address, so that "back" leaves the page rather than undoing choices
// one at a time.
export function chooseOnPage(route: Route, chosen: Query): void {
  if (route.page === null) return;
  // The address itself is asked, for two choices may be made before the page is drawn again.
  const { query } = parseRoute(location.hash);
  location.replace(routeHref(route.page, route.parts, { ...query, ...chosen }));
}

const scrollPositions = new Map<string, number>();
let currentPage = "";
let followedLink = false;

// Called once, before the first page is drawn.
export function watchReading(): void {
  const noteLink = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest("a")) followedLink = true;
  };
  document.addEventListener("click", noteLink, true);
  addEventListener("scroll", () => scrollPositions.set(currentPage, scrollY), { passive: true });
}

// A page that a link led to begins at its heading, for eyes and for screen readers; going back returns
// to where the reader was.
export function usePageStart(page: string, title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
  useLayoutEffect(() => {
    const isFirst = currentPage === "";
    const top = followedLink ? 0 : (scrollPositions.get(page) ?? 0);
    currentPage = page;
    followedLink = false;
    if (isFirst) return;
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
    scrollTo(0, top);
  }, [page]);
}
