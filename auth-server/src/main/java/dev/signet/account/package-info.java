/**
 * Who people are: the account aggregate, names, addresses, status and roles, and the one
 * small principal type. Holds no secrets and knows no session. Announces what happens to
 * an account ({@code AccountRegistered}, {@code AccountDisabled}, {@code AccountEnabled},
 * {@code RolesChanged}) from inside the transaction that changes it. Tables: accounts,
 * account_emails, account_roles.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit" })
package dev.signet.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
