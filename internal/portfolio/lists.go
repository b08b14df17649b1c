package portfolio

// mapped are what becomes of each of a list, in order; nil of none.
func mapped[T, U any](all []T, of func(T) U) []U {
	if len(all) == 0 {
		return nil
	}
	made := make([]U, len(all))
	for i, one := range all {
		made[i] = of(one)
	}
	return made
}

// picked are those of a list that are wanted, in order; nil of none.
func picked[T any](all []T, wanted func(T) bool) []T {
	var some []T
	for _, one := range all {
		if wanted(one) {
			some = append(some, one)
		}
	}
	return some
}

// grouped puts those of a list together that have a key in common; order has the
// keys as they first occur.
func grouped[T any, K comparable](all []T, keyOf func(T) K) (order []K, groups map[K][]T) {
	groups = map[K][]T{}
	for _, one := range all {
		key := keyOf(one)
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], one)
	}
	return order, groups
}

// compareBools puts true first.
func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
