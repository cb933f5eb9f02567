/**
 * Who people are: the account aggregate, profile, addresses, status and roles, the groups
 * that people belong to, and the one small principal type. Holds no secrets and knows no
 * session. Announces what happens to an account ({@code AccountRegistered},
 * {@code AccountDisabled}, {@code AccountEnabled}, {@code AccountLocked},
 * {@code AccountUnlocked}, {@code AccountReclaimed}, {@code ApprovalAwaited},
 * {@code AccountApproved}, {@code AccountDenied}, {@code ApprovalExpired},
 * {@code EmailVerified}, {@code EmailDoubted}, {@code EmailChanged},
 * {@code ProfileChanged}, {@code PhoneNumberChanged}, {@code RolesChanged},
 * {@code GroupsChanged}, {@code DeletionAsked}, {@code DeletionWithdrawn},
 * {@code AccountDeleted}) from inside the transaction that changes it. Counts how often
 * everybody was shut out of an account ({@code AccountGeneration}), and says in which
 * order accounts are locked ({@code Administrators}). Also deletes accounts for good, and
 * says how each package tells a person what it knows of them ({@code OwnData}). Settings:
 * signet.account.deletion-grace, signet.account.username. Tables: accounts,
 * account_emails, account_roles, groups, group_members.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "background", "database" })
package dev.signet.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
