declare const brand: unique symbol

/** A type that is `T` at run time but cannot be mixed up with another brand of `T`. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
