CREATE TABLE "comment_edits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"comment_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comment_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"comment_id" uuid NOT NULL,
	"reporter_id" uuid,
	"reason" text NOT NULL,
	"note" text,
	"at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"upheld" boolean,
	CONSTRAINT "comment_reports_commentId_reporterId_unique" UNIQUE("comment_id","reporter_id")
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"parent_id" uuid,
	"author_id" uuid,
	"organisation_id" uuid,
	"by_author" boolean DEFAULT false NOT NULL,
	"language" text NOT NULL,
	"text" text NOT NULL,
	"anchor" jsonb,
	"state" text NOT NULL,
	"reason" text,
	"note" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"example" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "discussion_settings" (
	"country" text PRIMARY KEY NOT NULL,
	"moderation" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"comment_id" uuid,
	"person_id" uuid NOT NULL,
	"reaction" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "reactions_recordId_commentId_personId_reaction_unique" UNIQUE NULLS NOT DISTINCT("record_id","comment_id","person_id","reaction")
);
--> statement-breakpoint
CREATE TABLE "bookmarks" (
	"person_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "bookmarks_person_id_record_id_pk" PRIMARY KEY("person_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "follows" (
	"person_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "follows_person_id_record_id_pk" PRIMARY KEY("person_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "imported_rows" (
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"state" text NOT NULL,
	"title" text,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"record_id" uuid,
	"revision" integer,
	CONSTRAINT "imported_rows_import_id_row_pk" PRIMARY KEY("import_id","row")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"importer" text NOT NULL,
	"person_id" uuid,
	"organisation_id" uuid,
	"country" text NOT NULL,
	"name" text NOT NULL,
	"format" text NOT NULL,
	"sha256" text NOT NULL,
	"files_sha256" text,
	"options" jsonb NOT NULL,
	"mapping" jsonb NOT NULL,
	"state" text NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"job_id" uuid,
	"problem" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "translation_orders" (
	"record_id" uuid NOT NULL,
	"language" text NOT NULL,
	"ordered_by" uuid,
	"ordered_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"problem" text,
	CONSTRAINT "translation_orders_record_id_language_pk" PRIMARY KEY("record_id","language")
);
--> statement-breakpoint
CREATE TABLE "confirmations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"email" text NOT NULL,
	"language" text NOT NULL,
	"code_hash" text NOT NULL,
	"token_hash" text NOT NULL,
	"values" jsonb NOT NULL,
	"network_hash" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	CONSTRAINT "confirmations_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "spent_proofs" (
	"id" text PRIMARY KEY NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "award_categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"award_id" uuid NOT NULL,
	"names" jsonb NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "award_criteria" (
	"id" uuid PRIMARY KEY NOT NULL,
	"award_id" uuid NOT NULL,
	"names" jsonb NOT NULL,
	"weight" integer NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "award_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"award_id" uuid NOT NULL,
	"category_id" uuid NOT NULL,
	"practice_id" uuid NOT NULL,
	"entered_by" uuid,
	"entered_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"shortlisted" boolean DEFAULT false NOT NULL,
	"rank" integer,
	"public_winner" boolean DEFAULT false NOT NULL,
	"reasons" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "award_entries_awardId_practiceId_unique" UNIQUE("award_id","practice_id")
);
--> statement-breakpoint
CREATE TABLE "award_votes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"award_id" uuid NOT NULL,
	"category_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"person_id" uuid,
	"voter_hash" text NOT NULL,
	"network_hash" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"invalidated_at" timestamp with time zone,
	CONSTRAINT "award_votes_categoryId_voterHash_unique" UNIQUE("category_id","voter_hash")
);
--> statement-breakpoint
CREATE TABLE "awards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"entries_until" timestamp with time zone NOT NULL,
	"judging_until" timestamp with time zone NOT NULL,
	"voting_until" timestamp with time zone NOT NULL,
	"pool_from" date NOT NULL,
	"pool_to" date NOT NULL,
	"shortlist_length" integer DEFAULT 6 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "award_jurors" (
	"award_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"invited_at" timestamp with time zone NOT NULL,
	"declared_at" timestamp with time zone,
	"submitted_at" timestamp with time zone,
	CONSTRAINT "award_jurors_award_id_person_id_pk" PRIMARY KEY("award_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "award_jury_conflicts" (
	"entry_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"note" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "award_jury_conflicts_entry_id_person_id_pk" PRIMARY KEY("entry_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "award_jury_points" (
	"entry_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"criterion_id" uuid NOT NULL,
	"points" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "award_jury_points_entry_id_person_id_criterion_id_pk" PRIMARY KEY("entry_id","person_id","criterion_id")
);
--> statement-breakpoint
CREATE TABLE "weekly_practices" (
	"week" date NOT NULL,
	"country" text NOT NULL,
	"practice_id" uuid NOT NULL,
	"picked_by" uuid,
	"reasons" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "weekly_practices_week_country_pk" PRIMARY KEY("week","country")
);
--> statement-breakpoint
CREATE TABLE "collection_items" (
	"collection_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"note" text,
	"position" integer NOT NULL,
	"added_by" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "collection_items_collection_id_record_id_pk" PRIMARY KEY("collection_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "methods" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'submitted' NOT NULL,
	"website" text,
	"licence" text,
	"submitted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "record_methods" (
	"record_id" uuid NOT NULL,
	"method_id" uuid NOT NULL,
	CONSTRAINT "record_methods_record_id_method_id_pk" PRIMARY KEY("record_id","method_id")
);
--> statement-breakpoint
CREATE TABLE "nomination_links" (
	"position" bigint PRIMARY KEY NOT NULL,
	"nomination_id" uuid NOT NULL,
	"practice_id" uuid NOT NULL,
	"event" text NOT NULL,
	"voice" text NOT NULL,
	"place_code" text,
	"at" timestamp with time zone NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "nominations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"voice" text NOT NULL,
	"person_id" uuid,
	"organisation_id" uuid,
	"place_id" uuid,
	"voter_hash" text NOT NULL,
	"email_domain" text NOT NULL,
	"network_hash" text NOT NULL,
	"language" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"invalidated_at" timestamp with time zone,
	"invalidated_by" uuid,
	"reason" text,
	"note" text,
	CONSTRAINT "nominations_practiceId_voterHash_unique" UNIQUE("practice_id","voter_hash")
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"question_id" uuid NOT NULL,
	"author_id" uuid,
	"organisation_id" uuid,
	"language" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"about_id" uuid NOT NULL,
	"asked_organisation_id" uuid,
	"asked_person_id" uuid,
	"state" text DEFAULT 'waiting' NOT NULL,
	"due" timestamp with time zone NOT NULL,
	"reminded_at" timestamp with time zone,
	"reminders" integer DEFAULT 0 NOT NULL,
	"answered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "replications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"practice_id" uuid NOT NULL,
	"learned_from_id" uuid,
	"own_practice_id" uuid,
	"state" text DEFAULT 'published' NOT NULL,
	"started_on" date,
	"cost_amount" numeric(16, 2),
	"cost_currency" text,
	"cost_date" date,
	"recommendation" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "reading_languages" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "practices" ADD COLUMN "standing" text;--> statement-breakpoint
ALTER TABLE "practices" ADD COLUMN "confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "practices" ADD COLUMN "review_on" date;--> statement-breakpoint
ALTER TABLE "practices" ADD COLUMN "asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "practices" ADD COLUMN "asked_token_hash" text;--> statement-breakpoint
ALTER TABLE "comment_edits" ADD CONSTRAINT "comment_edits_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reports" ADD CONSTRAINT "comment_reports_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reports" ADD CONSTRAINT "comment_reports_reporter_id_people_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reports" ADD CONSTRAINT "comment_reports_closed_by_people_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_parent_id_comments_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookmarks" ADD CONSTRAINT "bookmarks_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookmarks" ADD CONSTRAINT "bookmarks_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_rows" ADD CONSTRAINT "imported_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_rows" ADD CONSTRAINT "imported_rows_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "translation_orders" ADD CONSTRAINT "translation_orders_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "translation_orders" ADD CONSTRAINT "translation_orders_ordered_by_people_id_fk" FOREIGN KEY ("ordered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_categories" ADD CONSTRAINT "award_categories_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_criteria" ADD CONSTRAINT "award_criteria_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_entries" ADD CONSTRAINT "award_entries_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_entries" ADD CONSTRAINT "award_entries_category_id_award_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."award_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_entries" ADD CONSTRAINT "award_entries_practice_id_records_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_entries" ADD CONSTRAINT "award_entries_entered_by_people_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_votes" ADD CONSTRAINT "award_votes_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_votes" ADD CONSTRAINT "award_votes_category_id_award_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."award_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_votes" ADD CONSTRAINT "award_votes_entry_id_award_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."award_entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_votes" ADD CONSTRAINT "award_votes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_id_records_id_fk" FOREIGN KEY ("id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_jurors" ADD CONSTRAINT "award_jurors_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_jurors" ADD CONSTRAINT "award_jurors_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_jury_conflicts" ADD CONSTRAINT "award_jury_conflicts_entry_id_award_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."award_entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_jury_conflicts" ADD CONSTRAINT "award_jury_conflicts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_jury_points" ADD CONSTRAINT "award_jury_points_entry_id_award_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."award_entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_jury_points" ADD CONSTRAINT "award_jury_points_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_jury_points" ADD CONSTRAINT "award_jury_points_criterion_id_award_criteria_id_fk" FOREIGN KEY ("criterion_id") REFERENCES "public"."award_criteria"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_practices" ADD CONSTRAINT "weekly_practices_practice_id_records_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_practices" ADD CONSTRAINT "weekly_practices_picked_by_people_id_fk" FOREIGN KEY ("picked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_items" ADD CONSTRAINT "collection_items_collection_id_records_id_fk" FOREIGN KEY ("collection_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_items" ADD CONSTRAINT "collection_items_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_items" ADD CONSTRAINT "collection_items_added_by_people_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "methods" ADD CONSTRAINT "methods_id_records_id_fk" FOREIGN KEY ("id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_methods" ADD CONSTRAINT "record_methods_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_methods" ADD CONSTRAINT "record_methods_method_id_methods_id_fk" FOREIGN KEY ("method_id") REFERENCES "public"."methods"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_practice_id_records_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_invalidated_by_people_id_fk" FOREIGN KEY ("invalidated_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_question_id_questions_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."questions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_id_records_id_fk" FOREIGN KEY ("id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_about_id_records_id_fk" FOREIGN KEY ("about_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_asked_organisation_id_organisations_id_fk" FOREIGN KEY ("asked_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_asked_person_id_people_id_fk" FOREIGN KEY ("asked_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replications" ADD CONSTRAINT "replications_id_records_id_fk" FOREIGN KEY ("id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replications" ADD CONSTRAINT "replications_practice_id_records_id_fk" FOREIGN KEY ("practice_id") REFERENCES "public"."records"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replications" ADD CONSTRAINT "replications_learned_from_id_replications_id_fk" FOREIGN KEY ("learned_from_id") REFERENCES "public"."replications"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replications" ADD CONSTRAINT "replications_own_practice_id_records_id_fk" FOREIGN KEY ("own_practice_id") REFERENCES "public"."records"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comment_edits_comment_id_index" ON "comment_edits" USING btree ("comment_id");--> statement-breakpoint
CREATE INDEX "comment_reports_closed_at_index" ON "comment_reports" USING btree ("closed_at");--> statement-breakpoint
CREATE INDEX "comments_record_id_created_at_index" ON "comments" USING btree ("record_id","created_at");--> statement-breakpoint
CREATE INDEX "comments_state_created_at_index" ON "comments" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "comments_author_id_index" ON "comments" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "bookmarks_record_id_index" ON "bookmarks" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "follows_record_id_index" ON "follows" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "imported_rows_record_id_index" ON "imported_rows" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "imports_person_id_created_at_index" ON "imports" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "confirmations_expires_at_index" ON "confirmations" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "award_categories_award_id_index" ON "award_categories" USING btree ("award_id");--> statement-breakpoint
CREATE INDEX "award_criteria_award_id_index" ON "award_criteria" USING btree ("award_id");--> statement-breakpoint
CREATE INDEX "award_entries_practice_id_index" ON "award_entries" USING btree ("practice_id");--> statement-breakpoint
CREATE INDEX "award_votes_entry_id_index" ON "award_votes" USING btree ("entry_id");--> statement-breakpoint
CREATE INDEX "awards_year_index" ON "awards" USING btree ("year");--> statement-breakpoint
CREATE INDEX "award_jurors_person_id_index" ON "award_jurors" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "collection_items_record_id_index" ON "collection_items" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "methods_state_index" ON "methods" USING btree ("state");--> statement-breakpoint
CREATE INDEX "record_methods_method_id_index" ON "record_methods" USING btree ("method_id");--> statement-breakpoint
CREATE INDEX "nomination_links_nomination_id_index" ON "nomination_links" USING btree ("nomination_id");--> statement-breakpoint
CREATE INDEX "nomination_links_practice_id_index" ON "nomination_links" USING btree ("practice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "nominations_one_voice_a_municipality" ON "nominations" USING btree ("practice_id","place_id") WHERE voice = 'municipality';--> statement-breakpoint
CREATE INDEX "nominations_created_at_index" ON "nominations" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "nominations_person_id_index" ON "nominations" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "answers_question_id_index" ON "answers" USING btree ("question_id");--> statement-breakpoint
CREATE INDEX "questions_about_id_index" ON "questions" USING btree ("about_id");--> statement-breakpoint
CREATE INDEX "questions_state_due_index" ON "questions" USING btree ("state","due");--> statement-breakpoint
CREATE INDEX "replications_practice_id_index" ON "replications" USING btree ("practice_id");--> statement-breakpoint
CREATE INDEX "replications_learned_from_id_index" ON "replications" USING btree ("learned_from_id");--> statement-breakpoint
CREATE INDEX "practices_review_on_index" ON "practices" USING btree ("review_on");