package auth0

import (
	"fmt"
	"iter"
	"net/url"
	"strconv"
)

// perPage is the size of a page of a list: the largest that Auth0 allows.
const perPage = 100

// paged yields the entries of a list, page by page, as they are asked for. A list
// that ends before its total, repeats itself or changes while it is read is an
// error, which comes last.
func paged[T any](of string, id func(T) string, get func(page url.Values) (entries []T, total int, err error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		seen := map[string]bool{}
		for page, all := 0, 0; page == 0 || len(seen) < all; page++ {
			entries, total, err := get(url.Values{
				"include_totals": {"true"}, "page": {strconv.Itoa(page)}, "per_page": {strconv.Itoa(perPage)},
			})
			if page == 0 {
				all = total
			}
			want := min(perPage, all-page*perPage)
			switch {
			case err != nil:
			case total != all || len(entries) != want:
				err = incomplete(of, "of %d entries, page %d has %d and says that there are %d", all, page+1, len(entries), total)
			default:
				err = unseen(of, entries, id, seen)
			}
			if err != nil {
				yield(none, err)
				return
			}
			for _, entry := range entries {
				if !yield(entry, nil) {
					return
				}
			}
		}
	}
}

// unseen notes the entries of a page, and refuses one that was there before.
func unseen[T any](of string, entries []T, id func(T) string, seen map[string]bool) error {
	for _, entry := range entries {
		if seen[id(entry)] {
			return incomplete(of, "it has %s twice", id(entry))
		}
		seen[id(entry)] = true
	}
	return nil
}

// incomplete is the error of a list that cannot be relied on.
func incomplete(of, format string, a ...any) error {
	return fmt.Errorf("GET %s: the list is not complete, or has changed while it was read: "+format, append([]any{of}, a...)...)
}

// collected is all that a list has.
func collected[T any](list iter.Seq2[T, error]) (all []T, err error) {
	for entry, err := range list {
		if err != nil {
			return nil, err
		}
		all = append(all, entry)
	}
	return all, nil
}
