-- statement 0048e420a6ce
select "normalised_name" from "mailing_values"
-- statement 0050b8273c6a
update t set [content_hash] = s.[content_hash], [placed_campaign] = s.[placed_campaign], [placed_at] = s.[placed_at], [missing_since] = s.[missing_since], [last_changed] = s.[last_changed], [updated_at] = s.[updated_at], [list_name] = s.[list_name], [number] = s.[number], [call_date] = s.[call_date], [call_date_rfc3339] = s.[call_date_rfc3339], [campaign_id] = s.[campaign_id], [campaign] = s.[campaign], [queue_id] = s.[queue_id], [queue_name] = s.[queue_name], [ring_group_id] = s.[ring_group_id], [ring_group_name] = s.[ring_group_name], [ivr_name] = s.[ivr_name], [receptive_name] = s.[receptive_name], [receptive_phone] = s.[receptive_phone], [receptive_did] = s.[receptive_did], [has_agent] = s.[has_agent], [agent] = s.[agent], [acw_time] = s.[acw_time], [speaking_time] = s.[speaking_time], [ivr_time] = s.[ivr_time], [ivr_after_call_time] = s.[ivr_after_call_time], [amd_time] = s.[amd_time], [waiting_time] = s.[waiting_time], [speaking_with_agent_time] = s.[speaking_with_agent_time], [route_id] = s.[route_id], [route_name] = s.[route_name], [route_host] = s.[route_host], [route_endpoint] = s.[route_endpoint], [route_caller_id] = s.[route_caller_id], [billed_time] = s.[billed_time], [billed_value] = s.[billed_value], [qualification] = s.[qualification], [behavior] = s.[behavior], [readable_behavior_text] = s.[readable_behavior_text], [phone_type] = s.[phone_type], [recording] = s.[recording], [recording_amd] = s.[recording_amd], [status_id] = s.[status_id], [readable_status_text] = s.[readable_status_text], [readable_amd_status_text] = s.[readable_amd_status_text], [mode] = s.[mode], [hangup_cause] = s.[hangup_cause], [sip_cause] = s.[sip_cause], [readable_hangup_cause_text] = s.[readable_hangup_cause_text], [feedback] = s.[feedback], [recorded] = s.[recorded], [ended_by_agent] = s.[ended_by_agent], [qualification_note] = s.[qualification_note], [sid] = s.[sid], [is_dmc] = s.[is_dmc], [is_unknown] = s.[is_unknown], [is_transferred] = s.[is_transferred], [is_consult] = s.[is_consult], [is_transfer] = s.[is_transfer], [is_conversion] = s.[is_conversion], [qualification_id] = s.[qualification_id], [consult_cancelled] = s.[consult_cancelled], [recording_transfer] = s.[recording_transfer], [recording_consult] = s.[recording_consult], [recording_after_consult_cancel] = s.[recording_after_consult_cancel], [ivr_digit_pressed] = s.[ivr_digit_pressed], [record_name] = s.[record_name], [transcription] = s.[transcription], [ai_evaluation_status] = s.[ai_evaluation_status], [agent_id] = s.[agent_id], [status] = s.[status], [call_at_utc] = s.[call_at_utc], [call_offset] = s.[call_offset], [acw_seconds] = s.[acw_seconds], [speaking_seconds] = s.[speaking_seconds], [ivr_seconds] = s.[ivr_seconds], [ivr_after_call_seconds] = s.[ivr_after_call_seconds], [amd_seconds] = s.[amd_seconds], [waiting_seconds] = s.[waiting_seconds], [speaking_with_agent_seconds] = s.[speaking_with_agent_seconds], [billed_seconds] = s.[billed_seconds], [billed_amount] = cast(s.[billed_amount] as decimal(36, 18)), [route_route] = s.[route_route], [consults] = s.[consults], [consult_ids] = s.[consult_ids], [consult] = s.[consult], [consult_id] = s.[consult_id], [transfer] = s.[transfer], [transfer_id] = s.[transfer_id], [parent] = s.[parent], [parent_id] = s.[parent_id], [ivr_after_call] = s.[ivr_after_call], [is_final] = s.[is_final]
from [calls] as t with (updlock, holdlock) join #stage as s on t.[account] = s.[account] and t.[id] = s.[id]
where t.[content_hash] <> s.[content_hash];
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select s.[account], s.[content_hash], s.[placed_campaign], s.[placed_at], s.[missing_since], s.[first_seen], s.[last_changed], s.[created_at], s.[updated_at], s.[id], s.[list_name], s.[number], s.[call_date], s.[call_date_rfc3339], s.[campaign_id], s.[campaign], s.[queue_id], s.[queue_name], s.[ring_group_id], s.[ring_group_name], s.[ivr_name], s.[receptive_name], s.[receptive_phone], s.[receptive_did], s.[has_agent], s.[agent], s.[acw_time], s.[speaking_time], s.[ivr_time], s.[ivr_after_call_time], s.[amd_time], s.[waiting_time], s.[speaking_with_agent_time], s.[route_id], s.[route_name], s.[route_host], s.[route_endpoint], s.[route_caller_id], s.[billed_time], s.[billed_value], s.[qualification], s.[behavior], s.[readable_behavior_text], s.[phone_type], s.[recording], s.[recording_amd], s.[status_id], s.[readable_status_text], s.[readable_amd_status_text], s.[mode], s.[hangup_cause], s.[sip_cause], s.[readable_hangup_cause_text], s.[feedback], s.[recorded], s.[ended_by_agent], s.[qualification_note], s.[sid], s.[is_dmc], s.[is_unknown], s.[is_transferred], s.[is_consult], s.[is_transfer], s.[is_conversion], s.[qualification_id], s.[consult_cancelled], s.[recording_transfer], s.[recording_consult], s.[recording_after_consult_cancel], s.[ivr_digit_pressed], s.[record_name], s.[transcription], s.[ai_evaluation_status], s.[agent_id], s.[status], s.[call_at_utc], s.[call_offset], s.[acw_seconds], s.[speaking_seconds], s.[ivr_seconds], s.[ivr_after_call_seconds], s.[amd_seconds], s.[waiting_seconds], s.[speaking_with_agent_seconds], s.[billed_seconds], cast(s.[billed_amount] as decimal(36, 18)), s.[route_route], s.[consults], s.[consult_ids], s.[consult], s.[consult_id], s.[transfer], s.[transfer_id], s.[parent], s.[parent_id], s.[ivr_after_call], s.[is_final]
from #stage as s where not exists (select 1 from [calls] as t with (updlock, holdlock) where t.[account] = s.[account] and t.[id] = s.[id]);
drop table if exists #stage;
-- statement 00f604d80730
-- with @1 int, @2 nvarchar(4000)
select top(10) * from "call_windows" where "execution_id" = @1 and "state" = @2 order by "ordinal"
-- statement 02578d0789da
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000), @4 int
update "consultants" set "languages" = @1, "version" = @2, "updated_at" = @3 where "id" = @4
-- statement 025d3e025b0f
-- with @1 int, @2 nvarchar(4000)
select "ordinal", "campaign_id" as "campaign", "from_utc" as "from", "to_utc" as "to", "expected_total" as "expectedTotal" from "call_windows" where "execution_id" = @1 and "batch" = @2 order by "ordinal"
-- statement 02cce8f78b41
-- with @1 nvarchar(40), @2 nvarchar(64), @3 int, @4 datetime2(3), @5 datetime2(3), @6 datetime2(3), @7 datetime2(3), @8 datetime2(3), @9 datetime2(3), @10 nvarchar(50), @11 nvarchar(255), @12 nvarchar(50), @13 datetime2(0), @14 nvarchar(50), @15 int, @16 nvarchar(255), @17 nvarchar(50), @18 nvarchar(255), @19 nvarchar(50), @20 nvarchar(255), @21 nvarchar(255), @22 nvarchar(255), @23 nvarchar(50), @24 nvarchar(50), @25 bit, @26 nvarchar(255), @27 nvarchar(20), @28 nvarchar(20), @29 nvarchar(20), @30 nvarchar(20), @31 nvarchar(20), @32 nvarchar(20), @33 nvarchar(20), @34 int, @35 nvarchar(255), @36 nvarchar(255), @37 nvarchar(500), @38 nvarchar(50), @39 nvarchar(20), @40 nvarchar(50), @41 nvarchar(255), @42 nvarchar(255), @43 nvarchar(500), @44 nvarchar(50), @45 nvarchar(500), @46 nvarchar(500), @47 int, @48 nvarchar(500), @49 nvarchar(500), @50 nvarchar(50), @51 int, @52 nvarchar(20), @53 nvarchar(500), @54 nvarchar(max), @55 bit, @56 bit, @57 nvarchar(max), @58 nvarchar(255), @59 bit, @60 bit, @61 bit, @62 bit, @63 bit, @64 bit, @65 int, @66 bit, @67 nvarchar(500), @68 nvarchar(500), @69 nvarchar(500), @70 nvarchar(50), @71 nvarchar(255), @72 nvarchar(max), @73 nvarchar(255), @74 int, @75 int, @76 datetime2(3), @77 nvarchar(10), @78 int, @79 int, @80 int, @81 int, @82 int, @83 int, @84 int, @85 int, @86 nvarchar(50), @87 nvarchar(500), @88 nvarchar(max), @89 nvarchar(max), @90 nvarchar(max), @91 nvarchar(255), @92 nvarchar(max), @93 nvarchar(255), @94 nvarchar(max), @95 nvarchar(255), @96 nvarchar(max), @97 bit, @98 nvarchar(40), @99 nvarchar(64), @100 int, @101 datetime2(3), @102 datetime2(3), @103 datetime2(3), @104 datetime2(3), @105 datetime2(3), @106 datetime2(3), @107 nvarchar(50), @108 nvarchar(255), @109 nvarchar(50), @110 datetime2(0), @111 nvarchar(50), @112 int, @113 nvarchar(255), @114 nvarchar(50), @115 nvarchar(255), @116 nvarchar(50), @117 nvarchar(255), @118 nvarchar(255), @119 nvarchar(255), @120 nvarchar(50), @121 nvarchar(50), @122 bit, @123 nvarchar(255), @124 nvarchar(20), @125 nvarchar(20), @126 nvarchar(20), @127 nvarchar(20), @128 nvarchar(20), @129 nvarchar(20), @130 nvarchar(20), @131 int, @132 nvarchar(255), @133 nvarchar(255), @134 nvarchar(500), @135 nvarchar(50), @136 nvarchar(20), @137 nvarchar(50), @138 nvarchar(255), @139 nvarchar(255), @140 nvarchar(500), @141 nvarchar(50), @142 nvarchar(500), @143 nvarchar(500), @144 int, @145 nvarchar(500), @146 nvarchar(500), @147 nvarchar(50), @148 int, @149 nvarchar(20), @150 nvarchar(500), @151 nvarchar(max), @152 bit, @153 bit, @154 nvarchar(max), @155 nvarchar(255), @156 bit, @157 bit, @158 bit, @159 bit, @160 bit, @161 bit, @162 int, @163 bit, @164 nvarchar(500), @165 nvarchar(500), @166 nvarchar(500), @167 nvarchar(50), @168 nvarchar(255), @169 nvarchar(max), @170 nvarchar(255), @171 int, @172 int, @173 datetime2(3), @174 nvarchar(10), @175 int, @176 int, @177 int, @178 int, @179 int, @180 int, @181 int, @182 int, @183 nvarchar(50), @184 nvarchar(500), @185 nvarchar(max), @186 nvarchar(max), @187 nvarchar(max), @188 nvarchar(255), @189 nvarchar(max), @190 nvarchar(255), @191 nvarchar(max), @192 nvarchar(255), @193 nvarchar(max), @194 bit, @195 nvarchar(40), @196 nvarchar(64), @197 int, @198 datetime2(3), @199 datetime2(3), @200 datetime2(3), @201 datetime2(3), @202 datetime2(3), @203 datetime2(3), @204 nvarchar(50), @205 nvarchar(255), @206 nvarchar(50), @207 datetime2(0), @208 nvarchar(50), @209 int, @210 nvarchar(255), @211 nvarchar(50), @212 nvarchar(255), @213 nvarchar(50), @214 nvarchar(255), @215 nvarchar(255), @216 nvarchar(255), @217 nvarchar(50), @218 nvarchar(50), @219 bit, @220 nvarchar(255), @221 nvarchar(20), @222 nvarchar(20), @223 nvarchar(20), @224 nvarchar(20), @225 nvarchar(20), @226 nvarchar(20), @227 nvarchar(20), @228 int, @229 nvarchar(255), @230 nvarchar(255), @231 nvarchar(500), @232 nvarchar(50), @233 nvarchar(20), @234 nvarchar(50), @235 nvarchar(255), @236 nvarchar(255), @237 nvarchar(500), @238 nvarchar(50), @239 nvarchar(500), @240 nvarchar(500), @241 int, @242 nvarchar(500), @243 nvarchar(500), @244 nvarchar(50), @245 int, @246 nvarchar(20), @247 nvarchar(500), @248 nvarchar(max), @249 bit, @250 bit, @251 nvarchar(max), @252 nvarchar(255), @253 bit, @254 bit, @255 bit, @256 bit, @257 bit, @258 bit, @259 int, @260 bit, @261 nvarchar(500), @262 nvarchar(500), @263 nvarchar(500), @264 nvarchar(50), @265 nvarchar(255), @266 nvarchar(max), @267 nvarchar(255), @268 int, @269 int, @270 datetime2(3), @271 nvarchar(10), @272 int, @273 int, @274 int, @275 int, @276 int, @277 int, @278 int, @279 int, @280 nvarchar(50), @281 nvarchar(500), @282 nvarchar(max), @283 nvarchar(max), @284 nvarchar(max), @285 nvarchar(255), @286 nvarchar(max), @287 nvarchar(255), @288 nvarchar(max), @289 nvarchar(255), @290 nvarchar(max), @291 bit
declare @lock int; exec @lock = sp_getapplock @Resource = N'table calls', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [calls] with (updlock, holdlock) set [content_hash] = @2, [placed_campaign] = @3, [placed_at] = @4, [missing_since] = @5, [last_changed] = @7, [updated_at] = @9, [list_name] = @11, [number] = @12, [call_date] = @13, [call_date_rfc3339] = @14, [campaign_id] = @15, [campaign] = @16, [queue_id] = @17, [queue_name] = @18, [ring_group_id] = @19, [ring_group_name] = @20, [ivr_name] = @21, [receptive_name] = @22, [receptive_phone] = @23, [receptive_did] = @24, [has_agent] = @25, [agent] = @26, [acw_time] = @27, [speaking_time] = @28, [ivr_time] = @29, [ivr_after_call_time] = @30, [amd_time] = @31, [waiting_time] = @32, [speaking_with_agent_time] = @33, [route_id] = @34, [route_name] = @35, [route_host] = @36, [route_endpoint] = @37, [route_caller_id] = @38, [billed_time] = @39, [billed_value] = @40, [qualification] = @41, [behavior] = @42, [readable_behavior_text] = @43, [phone_type] = @44, [recording] = @45, [recording_amd] = @46, [status_id] = @47, [readable_status_text] = @48, [readable_amd_status_text] = @49, [mode] = @50, [hangup_cause] = @51, [sip_cause] = @52, [readable_hangup_cause_text] = @53, [feedback] = @54, [recorded] = @55, [ended_by_agent] = @56, [qualification_note] = @57, [sid] = @58, [is_dmc] = @59, [is_unknown] = @60, [is_transferred] = @61, [is_consult] = @62, [is_transfer] = @63, [is_conversion] = @64, [qualification_id] = @65, [consult_cancelled] = @66, [recording_transfer] = @67, [recording_consult] = @68, [recording_after_consult_cancel] = @69, [ivr_digit_pressed] = @70, [record_name] = @71, [transcription] = @72, [ai_evaluation_status] = @73, [agent_id] = @74, [status] = @75, [call_at_utc] = @76, [call_offset] = @77, [acw_seconds] = @78, [speaking_seconds] = @79, [ivr_seconds] = @80, [ivr_after_call_seconds] = @81, [amd_seconds] = @82, [waiting_seconds] = @83, [speaking_with_agent_seconds] = @84, [billed_seconds] = @85, [billed_amount] = cast(@86 as decimal(36, 18)), [route_route] = @87, [consults] = @88, [consult_ids] = @89, [consult] = @90, [consult_id] = @91, [transfer] = @92, [transfer_id] = @93, [parent] = @94, [parent_id] = @95, [ivr_after_call] = @96, [is_final] = @97
where [account] = @1 and [id] = @10 and [content_hash] <> @2;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29, @30, @31, @32, @33, @34, @35, @36, @37, @38, @39, @40, @41, @42, @43, @44, @45, @46, @47, @48, @49, @50, @51, @52, @53, @54, @55, @56, @57, @58, @59, @60, @61, @62, @63, @64, @65, @66, @67, @68, @69, @70, @71, @72, @73, @74, @75, @76, @77, @78, @79, @80, @81, @82, @83, @84, @85, cast(@86 as decimal(36, 18)), @87, @88, @89, @90, @91, @92, @93, @94, @95, @96, @97
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @1 and [id] = @10);
update [calls] with (updlock, holdlock) set [content_hash] = @99, [placed_campaign] = @100, [placed_at] = @101, [missing_since] = @102, [last_changed] = @104, [updated_at] = @106, [list_name] = @108, [number] = @109, [call_date] = @110, [call_date_rfc3339] = @111, [campaign_id] = @112, [campaign] = @113, [queue_id] = @114, [queue_name] = @115, [ring_group_id] = @116, [ring_group_name] = @117, [ivr_name] = @118, [receptive_name] = @119, [receptive_phone] = @120, [receptive_did] = @121, [has_agent] = @122, [agent] = @123, [acw_time] = @124, [speaking_time] = @125, [ivr_time] = @126, [ivr_after_call_time] = @127, [amd_time] = @128, [waiting_time] = @129, [speaking_with_agent_time] = @130, [route_id] = @131, [route_name] = @132, [route_host] = @133, [route_endpoint] = @134, [route_caller_id] = @135, [billed_time] = @136, [billed_value] = @137, [qualification] = @138, [behavior] = @139, [readable_behavior_text] = @140, [phone_type] = @141, [recording] = @142, [recording_amd] = @143, [status_id] = @144, [readable_status_text] = @145, [readable_amd_status_text] = @146, [mode] = @147, [hangup_cause] = @148, [sip_cause] = @149, [readable_hangup_cause_text] = @150, [feedback] = @151, [recorded] = @152, [ended_by_agent] = @153, [qualification_note] = @154, [sid] = @155, [is_dmc] = @156, [is_unknown] = @157, [is_transferred] = @158, [is_consult] = @159, [is_transfer] = @160, [is_conversion] = @161, [qualification_id] = @162, [consult_cancelled] = @163, [recording_transfer] = @164, [recording_consult] = @165, [recording_after_consult_cancel] = @166, [ivr_digit_pressed] = @167, [record_name] = @168, [transcription] = @169, [ai_evaluation_status] = @170, [agent_id] = @171, [status] = @172, [call_at_utc] = @173, [call_offset] = @174, [acw_seconds] = @175, [speaking_seconds] = @176, [ivr_seconds] = @177, [ivr_after_call_seconds] = @178, [amd_seconds] = @179, [waiting_seconds] = @180, [speaking_with_agent_seconds] = @181, [billed_seconds] = @182, [billed_amount] = cast(@183 as decimal(36, 18)), [route_route] = @184, [consults] = @185, [consult_ids] = @186, [consult] = @187, [consult_id] = @188, [transfer] = @189, [transfer_id] = @190, [parent] = @191, [parent_id] = @192, [ivr_after_call] = @193, [is_final] = @194
where [account] = @98 and [id] = @107 and [content_hash] <> @99;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @98, @99, @100, @101, @102, @103, @104, @105, @106, @107, @108, @109, @110, @111, @112, @113, @114, @115, @116, @117, @118, @119, @120, @121, @122, @123, @124, @125, @126, @127, @128, @129, @130, @131, @132, @133, @134, @135, @136, @137, @138, @139, @140, @141, @142, @143, @144, @145, @146, @147, @148, @149, @150, @151, @152, @153, @154, @155, @156, @157, @158, @159, @160, @161, @162, @163, @164, @165, @166, @167, @168, @169, @170, @171, @172, @173, @174, @175, @176, @177, @178, @179, @180, @181, @182, cast(@183 as decimal(36, 18)), @184, @185, @186, @187, @188, @189, @190, @191, @192, @193, @194
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @98 and [id] = @107);
update [calls] with (updlock, holdlock) set [content_hash] = @196, [placed_campaign] = @197, [placed_at] = @198, [missing_since] = @199, [last_changed] = @201, [updated_at] = @203, [list_name] = @205, [number] = @206, [call_date] = @207, [call_date_rfc3339] = @208, [campaign_id] = @209, [campaign] = @210, [queue_id] = @211, [queue_name] = @212, [ring_group_id] = @213, [ring_group_name] = @214, [ivr_name] = @215, [receptive_name] = @216, [receptive_phone] = @217, [receptive_did] = @218, [has_agent] = @219, [agent] = @220, [acw_time] = @221, [speaking_time] = @222, [ivr_time] = @223, [ivr_after_call_time] = @224, [amd_time] = @225, [waiting_time] = @226, [speaking_with_agent_time] = @227, [route_id] = @228, [route_name] = @229, [route_host] = @230, [route_endpoint] = @231, [route_caller_id] = @232, [billed_time] = @233, [billed_value] = @234, [qualification] = @235, [behavior] = @236, [readable_behavior_text] = @237, [phone_type] = @238, [recording] = @239, [recording_amd] = @240, [status_id] = @241, [readable_status_text] = @242, [readable_amd_status_text] = @243, [mode] = @244, [hangup_cause] = @245, [sip_cause] = @246, [readable_hangup_cause_text] = @247, [feedback] = @248, [recorded] = @249, [ended_by_agent] = @250, [qualification_note] = @251, [sid] = @252, [is_dmc] = @253, [is_unknown] = @254, [is_transferred] = @255, [is_consult] = @256, [is_transfer] = @257, [is_conversion] = @258, [qualification_id] = @259, [consult_cancelled] = @260, [recording_transfer] = @261, [recording_consult] = @262, [recording_after_consult_cancel] = @263, [ivr_digit_pressed] = @264, [record_name] = @265, [transcription] = @266, [ai_evaluation_status] = @267, [agent_id] = @268, [status] = @269, [call_at_utc] = @270, [call_offset] = @271, [acw_seconds] = @272, [speaking_seconds] = @273, [ivr_seconds] = @274, [ivr_after_call_seconds] = @275, [amd_seconds] = @276, [waiting_seconds] = @277, [speaking_with_agent_seconds] = @278, [billed_seconds] = @279, [billed_amount] = cast(@280 as decimal(36, 18)), [route_route] = @281, [consults] = @282, [consult_ids] = @283, [consult] = @284, [consult_id] = @285, [transfer] = @286, [transfer_id] = @287, [parent] = @288, [parent_id] = @289, [ivr_after_call] = @290, [is_final] = @291
where [account] = @195 and [id] = @204 and [content_hash] <> @196;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @195, @196, @197, @198, @199, @200, @201, @202, @203, @204, @205, @206, @207, @208, @209, @210, @211, @212, @213, @214, @215, @216, @217, @218, @219, @220, @221, @222, @223, @224, @225, @226, @227, @228, @229, @230, @231, @232, @233, @234, @235, @236, @237, @238, @239, @240, @241, @242, @243, @244, @245, @246, @247, @248, @249, @250, @251, @252, @253, @254, @255, @256, @257, @258, @259, @260, @261, @262, @263, @264, @265, @266, @267, @268, @269, @270, @271, @272, @273, @274, @275, @276, @277, @278, @279, cast(@280 as decimal(36, 18)), @281, @282, @283, @284, @285, @286, @287, @288, @289, @290, @291
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @195 and [id] = @204);
-- statement 036b2e554809
select top (0) [protocol_id], [number], [language], [phase], [offer_no], [consultant_id], [requested_at], [call_back_promised], [updated_at] from [consultant_handovers];
-- statement 04045afb896d
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000), @4 int, @5 int, @6 nvarchar(4000), @7 int, @8 nvarchar(4000), @9 nvarchar(4000), @10 nvarchar(4000), @11 nvarchar(4000), @12 nvarchar(4000)
insert into "consultant_offers" ("number", "offer_no", "consultant_id", "cost", "given_turn", "given_at", "taken_turn", "taken_at", "choice", "acquired_at", "released_at", "released_because") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12)
-- statement 046ed69f8313
-- with @1 int, @2 int, @3 nvarchar(100), @4 nvarchar(40), @5 int, @6 datetime2(3), @7 datetime2(3), @8 nvarchar(32), @9 int
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_windows', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [call_windows] ([execution_id], [ordinal], [batch], [account], [campaign_id], [from_utc], [to_utc], [state], [expected_total])
select @1, @2, @3, @4, @5, @6, @7, @8, @9
where not exists (select 1 from [call_windows] with (updlock, holdlock) where [execution_id] = @1 and [ordinal] = @2);
-- statement 04af1714d53e
-- with @1 nvarchar(40), @2 nvarchar(50), @3 nvarchar(255), @4 nvarchar(100), @5 nvarchar(max), @6 int, @7 nvarchar(40), @8 nvarchar(50), @9 nvarchar(255), @10 nvarchar(100), @11 nvarchar(max), @12 int
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_oddities', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_oddities] with (updlock, holdlock) set [original] = @5, [execution_id] = @6
where [account] = @1 and [call_id] = @2 and [field] = @3 and [rule] = @4;
insert into [call_oddities] ([account], [call_id], [field], [rule], [original], [execution_id])
select @1, @2, @3, @4, @5, @6
where not exists (select 1 from [call_oddities] with (updlock, holdlock) where [account] = @1 and [call_id] = @2 and [field] = @3 and [rule] = @4);
update [call_oddities] with (updlock, holdlock) set [original] = @11, [execution_id] = @12
where [account] = @7 and [call_id] = @8 and [field] = @9 and [rule] = @10;
insert into [call_oddities] ([account], [call_id], [field], [rule], [original], [execution_id])
select @7, @8, @9, @10, @11, @12
where not exists (select 1 from [call_oddities] with (updlock, holdlock) where [account] = @7 and [call_id] = @8 and [field] = @9 and [rule] = @10);
-- statement 04f0720e6fc6
select "consultant_id", sum("cost") as "load" from "consultant_offers" where "released_at" is null and "consultant_id" is not null group by "consultant_id"
-- statement 0623cd71fc58
-- with @1 int, @2 int, @3 int
select * from "protocols" where "consultant_id" = @1 order by "id" offset @2 rows fetch next @3 rows only
-- statement 063888da52fd
-- with @1 nvarchar(40), @2 nvarchar(50), @3 nvarchar(64), @4 datetime2(3), @5 int, @6 nvarchar(max), @7 nvarchar(40), @8 nvarchar(50), @9 nvarchar(64), @10 datetime2(3), @11 int, @12 nvarchar(max), @13 nvarchar(40), @14 nvarchar(50), @15 nvarchar(64), @16 datetime2(3), @17 int, @18 nvarchar(max)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_raw', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_raw] with (updlock, holdlock) set [content_hash] = @3, [fetched_at] = @4, [execution_id] = @5, [raw] = @6
where [account] = @1 and [call_id] = @2 and [content_hash] <> @3;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @1, @2, @3, @4, @5, @6
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @1 and [call_id] = @2);
update [call_raw] with (updlock, holdlock) set [content_hash] = @9, [fetched_at] = @10, [execution_id] = @11, [raw] = @12
where [account] = @7 and [call_id] = @8 and [content_hash] <> @9;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @7, @8, @9, @10, @11, @12
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @7 and [call_id] = @8);
update [call_raw] with (updlock, holdlock) set [content_hash] = @15, [fetched_at] = @16, [execution_id] = @17, [raw] = @18
where [account] = @13 and [call_id] = @14 and [content_hash] <> @15;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @13, @14, @15, @16, @17, @18
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @13 and [call_id] = @14);
-- statement 065e16d90a9a
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 nvarchar(4000)
update "alerts" set "detail" = @1, "last_seen_at" = @2 where "integration" = @3 and "kind" = @4 and "unit" = @5 and "cleared_at" is null
-- statement 06895f49f095
-- with @1 nvarchar(400), @2 nvarchar(400), @3 nvarchar(400), @4 nvarchar(400), @5 nvarchar(400), @6 nvarchar(400), @7 nvarchar(400), @8 nvarchar(400)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table mailing_columns', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [mailing_columns] ([name], [normalised_name])
select @1, @2
where not exists (select 1 from [mailing_columns] with (updlock, holdlock) where [name] = @1);
insert into [mailing_columns] ([name], [normalised_name])
select @3, @4
where not exists (select 1 from [mailing_columns] with (updlock, holdlock) where [name] = @3);
insert into [mailing_columns] ([name], [normalised_name])
select @5, @6
where not exists (select 1 from [mailing_columns] with (updlock, holdlock) where [name] = @5);
insert into [mailing_columns] ([name], [normalised_name])
select @7, @8
where not exists (select 1 from [mailing_columns] with (updlock, holdlock) where [name] = @7);
-- statement 09a2ae66c377
-- with @1 nvarchar(40), @2 int, @3 datetime2(3)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_watermarks', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [call_watermarks] ([account], [campaign_id], [complete_to])
select @1, @2, @3
where not exists (select 1 from [call_watermarks] with (updlock, holdlock) where [account] = @1 and [campaign_id] = @2);
-- statement 0a410a5db964
-- with @1 nvarchar(4000), @2 nvarchar(4000)
select top(3) * from "calls" where "placed_at" >= @1 and "placed_at" < @2 order by "placed_at", "id", "account"
-- statement 0a7fceadae40
create index "access_sessions_user" on "access_sessions" ("user_id")
-- statement 0b37f4260a4c
create table "consultants" ("id" int identity(1, 1) primary key, "name" nvarchar(510) not null, "email" nvarchar(max), "email_key" nvarchar(320) collate Latin1_General_100_BIN2, "phone" nvarchar(100), "languages" nvarchar(max) not null, "active" bit, "in_rotation" bit, "online" bit, "pipedrive_id" int, "last_offered_at" datetime2(3), "last_turn" int not null, "service_ended_at" datetime2(3), "capacity" int, "presence_until" datetime2(3), "not_responding_since" datetime2(3), "missed_in_a_row" int not null, "owed" float not null, "version" int not null, "created_at" datetime2(3) not null, "updated_at" datetime2(3) not null, "deleted_at" datetime2(3))
-- statement 0b8b88591117
select top(9) "number", "offer_no", "consultant_id" from "consultant_offers" where "released_at" is null and "consultant_id" is not null order by "number"
-- statement 0bd98b62fe3a
-- with @1 nvarchar(4000)
delete from "access_api_keys" where "id" = @1
-- statement 0cacecfc1c59
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 int, @4 int
update "call_windows" set "state" = @1, "finished_at" = @2 where "execution_id" = @3 and "ordinal" = @4 and "finished_at" is null
-- statement 0cf61b7ff5d9
select "call_id" from "call_oddities" order by "call_id"
-- statement 0d353e89aa56
-- with @1 int
select top(3) * from "call_windows" where "execution_id" = @1 order by "ordinal"
-- statement 0ecd1c05b7be
create index "ix_consultant_offers_open" on "consultant_offers" ("consultant_id") where "released_at" is null
-- statement 0ed0b2b0de85
create table "alerts" ("id" int identity(1, 1) primary key, "integration" nvarchar(100) collate Latin1_General_100_BIN2 not null, "kind" nvarchar(100) collate Latin1_General_100_BIN2 not null, "unit" nvarchar(255) collate Latin1_General_100_BIN2 not null, "detail" nvarchar(max) not null, "raised_at" datetime2(3) not null, "last_seen_at" datetime2(3) not null, "cleared_at" datetime2(3))
-- statement 0f0c83d92028
-- with @1 nvarchar(4000)
select top(10) * from "alerts" where "integration" = @1 and "cleared_at" is not null order by "id" desc
-- statement 0fe2c028a408
select * from "consultants" where "deleted_at" is null order by "id"
-- statement 0ffac66588fc
select top(3) * from "call_quarantine" order by "id" desc
-- statement 10aecd8fbdd1
-- with @1 nvarchar(4000), @2 nvarchar(4000)
select "placed_campaign", "placed_at" from "calls" where "account" = @1 and "id" = @2
-- statement 11302eb5444e
-- with @1 nvarchar(4000), @2 int
select top(3) * from "execution_logs" where "kind" = @1 and "id" < @2 order by "id" desc
-- statement 1227a767aeb2
-- with @1 nvarchar(255), @2 nvarchar(100), @3 nvarchar(40), @4 nvarchar(64), @5 nvarchar(32), @6 nvarchar(max), @7 nvarchar(50), @8 nvarchar(50), @9 datetime2(3), @10 datetime2(3), @11 nvarchar(32)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table execution_logs', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [execution_logs] ([workflow_id], [run_id], [account], [zone], [kind], [campaign_ids], [start_date], [end_date], [execution_date], [created_at], [status])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11
where not exists (select 1 from [execution_logs] with (updlock, holdlock) where [workflow_id] = @1 and [run_id] = @2);
-- statement 129a98296833
select top (0) [name], [normalised_name] from [mailing_columns];
-- statement 12b60e806325
-- with @1 nvarchar(40), @2 int, @3 nvarchar(10), @4 datetime2(3)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_resync', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_resync] with (updlock, holdlock) set [requested_at] = @4
where [account] = @1 and [campaign_id] = @2 and [day] = @3;
insert into [call_resync] ([account], [campaign_id], [day], [requested_at])
select @1, @2, @3, @4
where not exists (select 1 from [call_resync] with (updlock, holdlock) where [account] = @1 and [campaign_id] = @2 and [day] = @3);
-- statement 12eaa4e88939
-- with @1 nvarchar(4000), @2 int, @3 int, @4 int, @5 int
update "outbox" set "done_at" = @1 where "id" in (@2, @3, @4, @5)
-- statement 13b9a53b7d39
-- with @1 nvarchar(4000)
select * from "consultant_handovers" where "number" = @1
-- statement 148faa376d99
-- with @1 int
select "id", "last_offered_at", "last_turn", "missed_in_a_row", "not_responding_since", "service_ended_at" from "consultants" where "id" = @1
-- statement 14abeaaa87fd
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 nvarchar(4000)
insert into "access_users" ("id", "name", "role", "password_hash", "created_at") values (@1, @2, @3, @4, @5)
-- statement 14ca973bb39f
-- with @1 nvarchar(4000)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table access_users', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; select "id" from "access_users" with (updlock, holdlock, rowlock) where "role" = @1
-- statement 154db9a9ba1a
-- with @1 int
declare @lock int; exec @lock = sp_getapplock @Resource = N'table consultants', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; select * from "consultants" with (updlock, holdlock, rowlock) where "id" = @1 and "deleted_at" is null
-- statement 1557f74894d6
create index "ix_call_windows_range" on "call_windows" ("account", "campaign_id", "from_utc")
-- statement 16567c145a6d
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000)
delete from "consultant_answers" where "id" > @1 and "id" <= @2 and "expires_at" <= @3
-- statement 167d077e3eaa
-- with @1 nvarchar(100), @2 nvarchar(100), @3 nvarchar(255), @4 nvarchar(max), @5 datetime2(3), @6 datetime2(3), @7 datetime2(3)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table alerts', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [alerts] with (updlock, holdlock) set [detail] = @4, [last_seen_at] = @6, [cleared_at] = @7
where [integration] = @1 and [kind] = @2 and [unit] = @3;
insert into [alerts] ([integration], [kind], [unit], [detail], [raised_at], [last_seen_at], [cleared_at])
select @1, @2, @3, @4, @5, @6, @7
where not exists (select 1 from [alerts] with (updlock, holdlock) where [integration] = @1 and [kind] = @2 and [unit] = @3);
-- statement 1789fb690e4f
-- with @1 int, @2 int
select * from "protocols" order by "id" offset @1 rows fetch next @2 rows only
-- statement 191d491e0e84
select * from "call_plans"
-- statement 1a6d88677b9b
-- with @1 nvarchar(4000), @2 nvarchar(4000)
insert into "kysely_migration" ("name", "timestamp") values (@1, @2)
-- statement 1a7b7d569b75
-- with @1 nvarchar(40), @2 nvarchar(64), @3 int, @4 datetime2(3), @5 datetime2(3), @6 datetime2(3), @7 datetime2(3), @8 datetime2(3), @9 datetime2(3), @10 nvarchar(50), @11 nvarchar(255), @12 nvarchar(50), @13 datetime2(0), @14 nvarchar(50), @15 int, @16 nvarchar(255), @17 nvarchar(50), @18 nvarchar(255), @19 nvarchar(50), @20 nvarchar(255), @21 nvarchar(255), @22 nvarchar(255), @23 nvarchar(50), @24 nvarchar(50), @25 bit, @26 nvarchar(255), @27 nvarchar(20), @28 nvarchar(20), @29 nvarchar(20), @30 nvarchar(20), @31 nvarchar(20), @32 nvarchar(20), @33 nvarchar(20), @34 int, @35 nvarchar(255), @36 nvarchar(255), @37 nvarchar(500), @38 nvarchar(50), @39 nvarchar(20), @40 nvarchar(50), @41 nvarchar(255), @42 nvarchar(255), @43 nvarchar(500), @44 nvarchar(50), @45 nvarchar(500), @46 nvarchar(500), @47 int, @48 nvarchar(500), @49 nvarchar(500), @50 nvarchar(50), @51 int, @52 nvarchar(20), @53 nvarchar(500), @54 nvarchar(max), @55 bit, @56 bit, @57 nvarchar(max), @58 nvarchar(255), @59 bit, @60 bit, @61 bit, @62 bit, @63 bit, @64 bit, @65 int, @66 bit, @67 nvarchar(500), @68 nvarchar(500), @69 nvarchar(500), @70 nvarchar(50), @71 nvarchar(255), @72 nvarchar(max), @73 nvarchar(255), @74 int, @75 int, @76 datetime2(3), @77 nvarchar(10), @78 int, @79 int, @80 int, @81 int, @82 int, @83 int, @84 int, @85 int, @86 nvarchar(50), @87 nvarchar(500), @88 nvarchar(max), @89 nvarchar(max), @90 nvarchar(max), @91 nvarchar(255), @92 nvarchar(max), @93 nvarchar(255), @94 nvarchar(max), @95 nvarchar(255), @96 nvarchar(max), @97 bit, @98 nvarchar(40), @99 nvarchar(64), @100 int, @101 datetime2(3), @102 datetime2(3), @103 datetime2(3), @104 datetime2(3), @105 datetime2(3), @106 datetime2(3), @107 nvarchar(50), @108 nvarchar(255), @109 nvarchar(50), @110 datetime2(0), @111 nvarchar(50), @112 int, @113 nvarchar(255), @114 nvarchar(50), @115 nvarchar(255), @116 nvarchar(50), @117 nvarchar(255), @118 nvarchar(255), @119 nvarchar(255), @120 nvarchar(50), @121 nvarchar(50), @122 bit, @123 nvarchar(255), @124 nvarchar(20), @125 nvarchar(20), @126 nvarchar(20), @127 nvarchar(20), @128 nvarchar(20), @129 nvarchar(20), @130 nvarchar(20), @131 int, @132 nvarchar(255), @133 nvarchar(255), @134 nvarchar(500), @135 nvarchar(50), @136 nvarchar(20), @137 nvarchar(50), @138 nvarchar(255), @139 nvarchar(255), @140 nvarchar(500), @141 nvarchar(50), @142 nvarchar(500), @143 nvarchar(500), @144 int, @145 nvarchar(500), @146 nvarchar(500), @147 nvarchar(50), @148 int, @149 nvarchar(20), @150 nvarchar(500), @151 nvarchar(max), @152 bit, @153 bit, @154 nvarchar(max), @155 nvarchar(255), @156 bit, @157 bit, @158 bit, @159 bit, @160 bit, @161 bit, @162 int, @163 bit, @164 nvarchar(500), @165 nvarchar(500), @166 nvarchar(500), @167 nvarchar(50), @168 nvarchar(255), @169 nvarchar(max), @170 nvarchar(255), @171 int, @172 int, @173 datetime2(3), @174 nvarchar(10), @175 int, @176 int, @177 int, @178 int, @179 int, @180 int, @181 int, @182 int, @183 nvarchar(50), @184 nvarchar(500), @185 nvarchar(max), @186 nvarchar(max), @187 nvarchar(max), @188 nvarchar(255), @189 nvarchar(max), @190 nvarchar(255), @191 nvarchar(max), @192 nvarchar(255), @193 nvarchar(max), @194 bit
declare @lock int; exec @lock = sp_getapplock @Resource = N'table calls', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [calls] with (updlock, holdlock) set [content_hash] = @2, [placed_campaign] = @3, [placed_at] = @4, [missing_since] = @5, [last_changed] = @7, [updated_at] = @9, [list_name] = @11, [number] = @12, [call_date] = @13, [call_date_rfc3339] = @14, [campaign_id] = @15, [campaign] = @16, [queue_id] = @17, [queue_name] = @18, [ring_group_id] = @19, [ring_group_name] = @20, [ivr_name] = @21, [receptive_name] = @22, [receptive_phone] = @23, [receptive_did] = @24, [has_agent] = @25, [agent] = @26, [acw_time] = @27, [speaking_time] = @28, [ivr_time] = @29, [ivr_after_call_time] = @30, [amd_time] = @31, [waiting_time] = @32, [speaking_with_agent_time] = @33, [route_id] = @34, [route_name] = @35, [route_host] = @36, [route_endpoint] = @37, [route_caller_id] = @38, [billed_time] = @39, [billed_value] = @40, [qualification] = @41, [behavior] = @42, [readable_behavior_text] = @43, [phone_type] = @44, [recording] = @45, [recording_amd] = @46, [status_id] = @47, [readable_status_text] = @48, [readable_amd_status_text] = @49, [mode] = @50, [hangup_cause] = @51, [sip_cause] = @52, [readable_hangup_cause_text] = @53, [feedback] = @54, [recorded] = @55, [ended_by_agent] = @56, [qualification_note] = @57, [sid] = @58, [is_dmc] = @59, [is_unknown] = @60, [is_transferred] = @61, [is_consult] = @62, [is_transfer] = @63, [is_conversion] = @64, [qualification_id] = @65, [consult_cancelled] = @66, [recording_transfer] = @67, [recording_consult] = @68, [recording_after_consult_cancel] = @69, [ivr_digit_pressed] = @70, [record_name] = @71, [transcription] = @72, [ai_evaluation_status] = @73, [agent_id] = @74, [status] = @75, [call_at_utc] = @76, [call_offset] = @77, [acw_seconds] = @78, [speaking_seconds] = @79, [ivr_seconds] = @80, [ivr_after_call_seconds] = @81, [amd_seconds] = @82, [waiting_seconds] = @83, [speaking_with_agent_seconds] = @84, [billed_seconds] = @85, [billed_amount] = cast(@86 as decimal(36, 18)), [route_route] = @87, [consults] = @88, [consult_ids] = @89, [consult] = @90, [consult_id] = @91, [transfer] = @92, [transfer_id] = @93, [parent] = @94, [parent_id] = @95, [ivr_after_call] = @96, [is_final] = @97
where [account] = @1 and [id] = @10 and [content_hash] <> @2;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29, @30, @31, @32, @33, @34, @35, @36, @37, @38, @39, @40, @41, @42, @43, @44, @45, @46, @47, @48, @49, @50, @51, @52, @53, @54, @55, @56, @57, @58, @59, @60, @61, @62, @63, @64, @65, @66, @67, @68, @69, @70, @71, @72, @73, @74, @75, @76, @77, @78, @79, @80, @81, @82, @83, @84, @85, cast(@86 as decimal(36, 18)), @87, @88, @89, @90, @91, @92, @93, @94, @95, @96, @97
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @1 and [id] = @10);
update [calls] with (updlock, holdlock) set [content_hash] = @99, [placed_campaign] = @100, [placed_at] = @101, [missing_since] = @102, [last_changed] = @104, [updated_at] = @106, [list_name] = @108, [number] = @109, [call_date] = @110, [call_date_rfc3339] = @111, [campaign_id] = @112, [campaign] = @113, [queue_id] = @114, [queue_name] = @115, [ring_group_id] = @116, [ring_group_name] = @117, [ivr_name] = @118, [receptive_name] = @119, [receptive_phone] = @120, [receptive_did] = @121, [has_agent] = @122, [agent] = @123, [acw_time] = @124, [speaking_time] = @125, [ivr_time] = @126, [ivr_after_call_time] = @127, [amd_time] = @128, [waiting_time] = @129, [speaking_with_agent_time] = @130, [route_id] = @131, [route_name] = @132, [route_host] = @133, [route_endpoint] = @134, [route_caller_id] = @135, [billed_time] = @136, [billed_value] = @137, [qualification] = @138, [behavior] = @139, [readable_behavior_text] = @140, [phone_type] = @141, [recording] = @142, [recording_amd] = @143, [status_id] = @144, [readable_status_text] = @145, [readable_amd_status_text] = @146, [mode] = @147, [hangup_cause] = @148, [sip_cause] = @149, [readable_hangup_cause_text] = @150, [feedback] = @151, [recorded] = @152, [ended_by_agent] = @153, [qualification_note] = @154, [sid] = @155, [is_dmc] = @156, [is_unknown] = @157, [is_transferred] = @158, [is_consult] = @159, [is_transfer] = @160, [is_conversion] = @161, [qualification_id] = @162, [consult_cancelled] = @163, [recording_transfer] = @164, [recording_consult] = @165, [recording_after_consult_cancel] = @166, [ivr_digit_pressed] = @167, [record_name] = @168, [transcription] = @169, [ai_evaluation_status] = @170, [agent_id] = @171, [status] = @172, [call_at_utc] = @173, [call_offset] = @174, [acw_seconds] = @175, [speaking_seconds] = @176, [ivr_seconds] = @177, [ivr_after_call_seconds] = @178, [amd_seconds] = @179, [waiting_seconds] = @180, [speaking_with_agent_seconds] = @181, [billed_seconds] = @182, [billed_amount] = cast(@183 as decimal(36, 18)), [route_route] = @184, [consults] = @185, [consult_ids] = @186, [consult] = @187, [consult_id] = @188, [transfer] = @189, [transfer_id] = @190, [parent] = @191, [parent_id] = @192, [ivr_after_call] = @193, [is_final] = @194
where [account] = @98 and [id] = @107 and [content_hash] <> @99;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @98, @99, @100, @101, @102, @103, @104, @105, @106, @107, @108, @109, @110, @111, @112, @113, @114, @115, @116, @117, @118, @119, @120, @121, @122, @123, @124, @125, @126, @127, @128, @129, @130, @131, @132, @133, @134, @135, @136, @137, @138, @139, @140, @141, @142, @143, @144, @145, @146, @147, @148, @149, @150, @151, @152, @153, @154, @155, @156, @157, @158, @159, @160, @161, @162, @163, @164, @165, @166, @167, @168, @169, @170, @171, @172, @173, @174, @175, @176, @177, @178, @179, @180, @181, @182, cast(@183 as decimal(36, 18)), @184, @185, @186, @187, @188, @189, @190, @191, @192, @193, @194
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @98 and [id] = @107);
-- statement 1ab1774e6ebe
create table "call_raw" ("account" nvarchar(40) collate Latin1_General_100_BIN2 not null, "call_id" nvarchar(50) collate Latin1_General_100_BIN2 not null, "content_hash" nvarchar(64) collate Latin1_General_100_BIN2 not null, "fetched_at" datetime2(3) not null, "execution_id" int, "raw" nvarchar(max) not null, constraint "pk_call_raw" primary key ("account", "call_id"))
-- statement 1ab5edca397d
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000), @4 nvarchar(4000), @5 int, @6 int
update "call_windows" set "state" = @1, "passes" = @2, "cursor" = @3, "started_at" = coalesce("started_at", @4) where "execution_id" = @5 and "ordinal" = @6 and "finished_at" is null
-- statement 1bf8e41a3ccb
-- with @1 int, @2 nvarchar(100)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_plans', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [call_plans] ([execution_id], [batch])
select @1, @2
where not exists (select 1 from [call_plans] with (updlock, holdlock) where [execution_id] = @1 and [batch] = @2);
-- statement 1ca87163566e
-- with @1 nvarchar(40), @2 nvarchar(50), @3 nvarchar(64), @4 datetime2(3), @5 int, @6 nvarchar(max), @7 nvarchar(40), @8 nvarchar(50), @9 nvarchar(64), @10 datetime2(3), @11 int, @12 nvarchar(max), @13 nvarchar(40), @14 nvarchar(50), @15 nvarchar(64), @16 datetime2(3), @17 int, @18 nvarchar(max), @19 nvarchar(40), @20 nvarchar(50), @21 nvarchar(64), @22 datetime2(3), @23 int, @24 nvarchar(max), @25 nvarchar(40), @26 nvarchar(50), @27 nvarchar(64), @28 datetime2(3), @29 int, @30 nvarchar(max), @31 nvarchar(40), @32 nvarchar(50), @33 nvarchar(64), @34 datetime2(3), @35 int, @36 nvarchar(max)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_raw', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_raw] with (updlock, holdlock) set [content_hash] = @3, [fetched_at] = @4, [execution_id] = @5, [raw] = @6
where [account] = @1 and [call_id] = @2 and [content_hash] <> @3;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @1, @2, @3, @4, @5, @6
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @1 and [call_id] = @2);
update [call_raw] with (updlock, holdlock) set [content_hash] = @9, [fetched_at] = @10, [execution_id] = @11, [raw] = @12
where [account] = @7 and [call_id] = @8 and [content_hash] <> @9;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @7, @8, @9, @10, @11, @12
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @7 and [call_id] = @8);
update [call_raw] with (updlock, holdlock) set [content_hash] = @15, [fetched_at] = @16, [execution_id] = @17, [raw] = @18
where [account] = @13 and [call_id] = @14 and [content_hash] <> @15;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @13, @14, @15, @16, @17, @18
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @13 and [call_id] = @14);
update [call_raw] with (updlock, holdlock) set [content_hash] = @21, [fetched_at] = @22, [execution_id] = @23, [raw] = @24
where [account] = @19 and [call_id] = @20 and [content_hash] <> @21;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @19, @20, @21, @22, @23, @24
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @19 and [call_id] = @20);
update [call_raw] with (updlock, holdlock) set [content_hash] = @27, [fetched_at] = @28, [execution_id] = @29, [raw] = @30
where [account] = @25 and [call_id] = @26 and [content_hash] <> @27;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @25, @26, @27, @28, @29, @30
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @25 and [call_id] = @26);
update [call_raw] with (updlock, holdlock) set [content_hash] = @33, [fetched_at] = @34, [execution_id] = @35, [raw] = @36
where [account] = @31 and [call_id] = @32 and [content_hash] <> @33;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @31, @32, @33, @34, @35, @36
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @31 and [call_id] = @32);
-- statement 1db88885da90
-- with @1 nvarchar(40), @2 float, @3 float, @4 float, @5 float, @6 float, @7 float
declare @lock int; exec @lock = sp_getapplock @Resource = N'table request_budgets', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [request_budgets] with (updlock, holdlock) set [rate] = @2, [max_rate] = @3, [configured_rate] = @4, [next_free_at_ms] = @5, [limited_at_ms] = @6, [recovered_at_ms] = @7
where [account] = @1;
insert into [request_budgets] ([account], [rate], [max_rate], [configured_rate], [next_free_at_ms], [limited_at_ms], [recovered_at_ms])
select @1, @2, @3, @4, @5, @6, @7
where not exists (select 1 from [request_budgets] with (updlock, holdlock) where [account] = @1);
-- statement 1e8a683bc83b
-- with @1 nvarchar(4000), @2 nvarchar(max), @3 int, @4 bigint, @5 float, @6 bit, @7 nvarchar(4000), @8 nvarchar(4000), @9 nvarchar(4000), @10 bigint
select cast(@1 as nvarchar(100)) as a, len(@2) as b, @3 as c,
        @4 as d, @5 as e, @6 as f, @7 as g, @8 as h, @9 as i,
        @10 as j
-- statement 1f43d58af25c
-- with @1 float, @2 int
update "consultants" set "owed" = @1 where "id" in (@2)
-- statement 1fee718e582b
select "unit", "detail", "raised_at" from "alerts" order by "unit"
-- statement 207d19974aba
-- with @1 nvarchar(4000), @2 nvarchar(4000)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table outbox', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; select top(99) "id", "topic", "subject", "payload", "attempts" from "outbox" with (updlock, holdlock, rowlock) where "topic" = @1 and "done_at" is null and "claimed_until" <= @2 order by "id"
-- statement 21bb58366a75
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 int, @6 int, @7 int, @8 nvarchar(4000), @9 nvarchar(4000), @10 int, @11 nvarchar(4000), @12 nvarchar(4000), @13 int, @14 int, @15 int, @16 int, @17 nvarchar(4000), @18 nvarchar(4000)
insert into "consultants" ("name", "email", "phone", "languages", "active", "in_rotation", "online", "presence_until", "not_responding_since", "pipedrive_id", "email_key", "last_offered_at", "last_turn", "missed_in_a_row", "owed", "version", "created_at", "updated_at") output inserted.id as "id" values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18)
-- statement 22545f0ac2bb
select * from "alerts" order by "unit"
-- statement 2279f4febc67
-- with @1 nvarchar(4000), @2 nvarchar(4000)
update "protocols" set "consultant_id" = @1 where "number" = @2
-- statement 242995db8410
-- with @1 nvarchar(4000), @2 int, @3 int, @4 int
update "outbox" set "claimed_until" = @1, "attempts" = "attempts" + @2 where "id" in (@3, @4)
-- statement 24aa6be158aa
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 nvarchar(4000)
select top(3) * from "calls" where ("placed_at" >= @1 and ("placed_at" > @2 or "id" > @3 or ("id" = @4 and "account" > @5))) order by "placed_at", "id", "account"
-- statement 24f017793eb7
select top (0) [account], [call_id], [field], [rule], [original], [execution_id] from [call_oddities];
-- statement 2549c4adbd51
select top (0) [execution_id], [batch] from [call_plans];
-- statement 25827e996080
-- with @1 nvarchar(4000), @2 int, @3 int, @4 int, @5 int, @6 int
update "outbox" set "claimed_until" = @1, "attempts" = "attempts" + @2 where "id" in (@3, @4, @5, @6)
-- statement 2698b72f9ba0
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 int
update "consultant_offers" set "released_at" = @1, "released_because" = @2 where "number" = @3 and "offer_no" = @4
-- statement 27243f3b4608
-- with @1 nvarchar(4000), @2 int
update "consultants" set "last_offered_at" = @1 where "id" = @2
-- statement 2735209ffeab
-- with @1 int
select top(10) * from "consultant_handovers" where "consultant_id" = @1 order by "protocol_id" desc
-- statement 27512d2be5cf
create table "consultant_answers" ("id" nvarchar(64) collate Latin1_General_100_BIN2 not null primary key, "fingerprint" nvarchar(64) collate Latin1_General_100_BIN2 not null, "answer" nvarchar(max) not null, "expires_at" datetime2(3) not null)
-- statement 2837fe13f233
-- with @1 nvarchar(4000), @2 nvarchar(max)
delete from "call_raw" where "account" = @1 and "call_id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'))
-- statement 2966b252568e
-- with @1 int, @2 nvarchar(4000), @3 int
update "consultants" set "online" = @1, "presence_until" = @2 where "id" = @3
-- statement 2a403ae71194
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000), @4 nvarchar(4000)
select "id" from "calls" where "account" = @1 and "placed_campaign" = @2 and "placed_at" >= @3 and "placed_at" < @4 and "missing_since" is null
-- statement 2a789eb918cb
-- with @1 nvarchar(4000), @2 nvarchar(4000)
select "id" from "execution_logs" where "workflow_id" = @1 and "run_id" = @2
-- statement 2b8006123d90
-- with @1 nvarchar(4000)
select top(1) * from "consultant_handovers" where "phase" = @1 order by "protocol_id"
-- statement 2b8230314fc4
-- with @1 int
select top(2) * from "consultant_events" where "consultant_id" = @1 order by "id" desc
-- statement 2bf2eb8f3d48
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000)
insert into "consultant_answers" ("id", "fingerprint", "answer", "expires_at") values (@1, @2, @3, @4)
-- statement 2c757d6707f4
-- with @1 nvarchar(4000)
select * from "access_api_keys" where "key_hash" = @1
-- statement 2dcddd248539
-- with @1 nvarchar(4000), @2 nvarchar(4000)
update "access_users" set "role" = @1 where "id" = @2
-- statement 2e0cff9fc519
update t set [content_hash] = s.[content_hash], [updated_at] = s.[updated_at], [identifier] = s.[identifier], [campaign_id] = s.[campaign_id], [company_id] = s.[company_id], [list_id] = s.[list_id], [uf] = s.[uf], [phone] = s.[phone], [dialed_phone] = s.[dialed_phone], [dialed_identifier] = s.[dialed_identifier], [on_calling] = s.[on_calling], [column_position] = s.[column_position], [row_position] = s.[row_position], [estrategia] = s.[estrategia], [razao_social] = s.[razao_social], [nome_fantasia] = s.[nome_fantasia], [valor_conta] = s.[valor_conta], [cidade] = s.[cidade], [cep] = s.[cep], [uf_mailing] = s.[uf_mailing], [socio] = s.[socio], [cpf] = s.[cpf], [data_json] = s.[data_json], [values_json] = s.[values_json]
from [mailing_data] as t with (updlock, holdlock) join #stage as s on t.[call_id] = s.[call_id] and t.[account] = s.[account] and t.[_id] = s.[_id] and t.[copy] = s.[copy]
where t.[content_hash] <> s.[content_hash];
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select s.[account], s.[call_id], s.[copy], s.[content_hash], s.[created_at], s.[updated_at], s.[_id], s.[identifier], s.[campaign_id], s.[company_id], s.[list_id], s.[uf], s.[phone], s.[dialed_phone], s.[dialed_identifier], s.[on_calling], s.[column_position], s.[row_position], s.[estrategia], s.[razao_social], s.[nome_fantasia], s.[valor_conta], s.[cidade], s.[cep], s.[uf_mailing], s.[socio], s.[cpf], s.[data_json], s.[values_json]
from #stage as s where not exists (select 1 from [mailing_data] as t with (updlock, holdlock) where t.[call_id] = s.[call_id] and t.[account] = s.[account] and t.[_id] = s.[_id] and t.[copy] = s.[copy]);
drop table if exists #stage;
-- statement 305ce6e10904
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000)
select top(9) "r"."raw" from "calls" as "c" inner join "call_raw" as "r" on "r"."account" = "c"."account" and "r"."call_id" = "c"."id" where "c"."account" = @1 and "c"."placed_campaign" = @2 and "c"."placed_at" < @3 and "r"."execution_id" is not null order by "c"."placed_at" desc
-- statement 3144e2646a80
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000), @4 nvarchar(4000), @5 nvarchar(4000)
update "consultant_handovers" set "phase" = @1, "offer_no" = @2, "consultant_id" = @3, "updated_at" = @4 where "number" = @5
-- statement 31f0b1317d9a
-- with @1 nvarchar(4000), @2 nvarchar(4000)
select top(10) * from "consultant_events" where "at" >= @1 and "at" < @2 order by "id" desc
-- statement 321df4c18514
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000), @4 int, @5 nvarchar(4000), @6 nvarchar(4000), @7 nvarchar(4000), @8 int, @9 int
update "call_windows" set "state" = @1, "passes" = @2, "expected_total" = coalesce(@3, "expected_total"), "stored_total" = @4, "reason" = @5, "detail" = @6, "finished_at" = @7 where "execution_id" = @8 and "ordinal" = @9 and "finished_at" is null
-- statement 324a03203758
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 int, @6 int, @7 int, @8 nvarchar(4000), @9 nvarchar(4000), @10 nvarchar(4000), @11 nvarchar(4000), @12 nvarchar(4000), @13 int, @14 int, @15 int, @16 int, @17 nvarchar(4000), @18 nvarchar(4000)
insert into "consultants" ("name", "email", "phone", "languages", "active", "in_rotation", "online", "presence_until", "not_responding_since", "pipedrive_id", "email_key", "last_offered_at", "last_turn", "missed_in_a_row", "owed", "version", "created_at", "updated_at") output inserted.id as "id" values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18)
-- statement 34cbe0bd00ab
-- with @1 nvarchar(40), @2 nvarchar(64), @3 int, @4 datetime2(3), @5 datetime2(3), @6 datetime2(3), @7 datetime2(3), @8 datetime2(3), @9 datetime2(3), @10 nvarchar(50), @11 nvarchar(255), @12 nvarchar(50), @13 datetime2(0), @14 nvarchar(50), @15 int, @16 nvarchar(255), @17 nvarchar(50), @18 nvarchar(255), @19 nvarchar(50), @20 nvarchar(255), @21 nvarchar(255), @22 nvarchar(255), @23 nvarchar(50), @24 nvarchar(50), @25 bit, @26 nvarchar(255), @27 nvarchar(20), @28 nvarchar(20), @29 nvarchar(20), @30 nvarchar(20), @31 nvarchar(20), @32 nvarchar(20), @33 nvarchar(20), @34 int, @35 nvarchar(255), @36 nvarchar(255), @37 nvarchar(500), @38 nvarchar(50), @39 nvarchar(20), @40 nvarchar(50), @41 nvarchar(255), @42 nvarchar(255), @43 nvarchar(500), @44 nvarchar(50), @45 nvarchar(500), @46 nvarchar(500), @47 int, @48 nvarchar(500), @49 nvarchar(500), @50 nvarchar(50), @51 int, @52 nvarchar(20), @53 nvarchar(500), @54 nvarchar(max), @55 bit, @56 bit, @57 nvarchar(max), @58 nvarchar(255), @59 bit, @60 bit, @61 bit, @62 bit, @63 bit, @64 bit, @65 int, @66 bit, @67 nvarchar(500), @68 nvarchar(500), @69 nvarchar(500), @70 nvarchar(50), @71 nvarchar(255), @72 nvarchar(max), @73 nvarchar(255), @74 int, @75 int, @76 datetime2(3), @77 nvarchar(10), @78 int, @79 int, @80 int, @81 int, @82 int, @83 int, @84 int, @85 int, @86 nvarchar(50), @87 nvarchar(500), @88 nvarchar(max), @89 nvarchar(max), @90 nvarchar(max), @91 nvarchar(255), @92 nvarchar(max), @93 nvarchar(255), @94 nvarchar(max), @95 nvarchar(255), @96 nvarchar(max), @97 bit, @98 nvarchar(40), @99 nvarchar(64), @100 int, @101 datetime2(3), @102 datetime2(3), @103 datetime2(3), @104 datetime2(3), @105 datetime2(3), @106 datetime2(3), @107 nvarchar(50), @108 nvarchar(255), @109 nvarchar(50), @110 datetime2(0), @111 nvarchar(50), @112 int, @113 nvarchar(255), @114 nvarchar(50), @115 nvarchar(255), @116 nvarchar(50), @117 nvarchar(255), @118 nvarchar(255), @119 nvarchar(255), @120 nvarchar(50), @121 nvarchar(50), @122 bit, @123 nvarchar(255), @124 nvarchar(20), @125 nvarchar(20), @126 nvarchar(20), @127 nvarchar(20), @128 nvarchar(20), @129 nvarchar(20), @130 nvarchar(20), @131 int, @132 nvarchar(255), @133 nvarchar(255), @134 nvarchar(500), @135 nvarchar(50), @136 nvarchar(20), @137 nvarchar(50), @138 nvarchar(255), @139 nvarchar(255), @140 nvarchar(500), @141 nvarchar(50), @142 nvarchar(500), @143 nvarchar(500), @144 int, @145 nvarchar(500), @146 nvarchar(500), @147 nvarchar(50), @148 int, @149 nvarchar(20), @150 nvarchar(500), @151 nvarchar(max), @152 bit, @153 bit, @154 nvarchar(max), @155 nvarchar(255), @156 bit, @157 bit, @158 bit, @159 bit, @160 bit, @161 bit, @162 int, @163 bit, @164 nvarchar(500), @165 nvarchar(500), @166 nvarchar(500), @167 nvarchar(50), @168 nvarchar(255), @169 nvarchar(max), @170 nvarchar(255), @171 int, @172 int, @173 datetime2(3), @174 nvarchar(10), @175 int, @176 int, @177 int, @178 int, @179 int, @180 int, @181 int, @182 int, @183 nvarchar(50), @184 nvarchar(500), @185 nvarchar(max), @186 nvarchar(max), @187 nvarchar(max), @188 nvarchar(255), @189 nvarchar(max), @190 nvarchar(255), @191 nvarchar(max), @192 nvarchar(255), @193 nvarchar(max), @194 bit, @195 nvarchar(40), @196 nvarchar(64), @197 int, @198 datetime2(3), @199 datetime2(3), @200 datetime2(3), @201 datetime2(3), @202 datetime2(3), @203 datetime2(3), @204 nvarchar(50), @205 nvarchar(255), @206 nvarchar(50), @207 datetime2(0), @208 nvarchar(50), @209 int, @210 nvarchar(255), @211 nvarchar(50), @212 nvarchar(255), @213 nvarchar(50), @214 nvarchar(255), @215 nvarchar(255), @216 nvarchar(255), @217 nvarchar(50), @218 nvarchar(50), @219 bit, @220 nvarchar(255), @221 nvarchar(20), @222 nvarchar(20), @223 nvarchar(20), @224 nvarchar(20), @225 nvarchar(20), @226 nvarchar(20), @227 nvarchar(20), @228 int, @229 nvarchar(255), @230 nvarchar(255), @231 nvarchar(500), @232 nvarchar(50), @233 nvarchar(20), @234 nvarchar(50), @235 nvarchar(255), @236 nvarchar(255), @237 nvarchar(500), @238 nvarchar(50), @239 nvarchar(500), @240 nvarchar(500), @241 int, @242 nvarchar(500), @243 nvarchar(500), @244 nvarchar(50), @245 int, @246 nvarchar(20), @247 nvarchar(500), @248 nvarchar(max), @249 bit, @250 bit, @251 nvarchar(max), @252 nvarchar(255), @253 bit, @254 bit, @255 bit, @256 bit, @257 bit, @258 bit, @259 int, @260 bit, @261 nvarchar(500), @262 nvarchar(500), @263 nvarchar(500), @264 nvarchar(50), @265 nvarchar(255), @266 nvarchar(max), @267 nvarchar(255), @268 int, @269 int, @270 datetime2(3), @271 nvarchar(10), @272 int, @273 int, @274 int, @275 int, @276 int, @277 int, @278 int, @279 int, @280 nvarchar(50), @281 nvarchar(500), @282 nvarchar(max), @283 nvarchar(max), @284 nvarchar(max), @285 nvarchar(255), @286 nvarchar(max), @287 nvarchar(255), @288 nvarchar(max), @289 nvarchar(255), @290 nvarchar(max), @291 bit, @292 nvarchar(40), @293 nvarchar(64), @294 int, @295 datetime2(3), @296 datetime2(3), @297 datetime2(3), @298 datetime2(3), @299 datetime2(3), @300 datetime2(3), @301 nvarchar(50), @302 nvarchar(255), @303 nvarchar(50), @304 datetime2(0), @305 nvarchar(50), @306 int, @307 nvarchar(255), @308 nvarchar(50), @309 nvarchar(255), @310 nvarchar(50), @311 nvarchar(255), @312 nvarchar(255), @313 nvarchar(255), @314 nvarchar(50), @315 nvarchar(50), @316 bit, @317 nvarchar(255), @318 nvarchar(20), @319 nvarchar(20), @320 nvarchar(20), @321 nvarchar(20), @322 nvarchar(20), @323 nvarchar(20), @324 nvarchar(20), @325 int, @326 nvarchar(255), @327 nvarchar(255), @328 nvarchar(500), @329 nvarchar(50), @330 nvarchar(20), @331 nvarchar(50), @332 nvarchar(255), @333 nvarchar(255), @334 nvarchar(500), @335 nvarchar(50), @336 nvarchar(500), @337 nvarchar(500), @338 int, @339 nvarchar(500), @340 nvarchar(500), @341 nvarchar(50), @342 int, @343 nvarchar(20), @344 nvarchar(500), @345 nvarchar(max), @346 bit, @347 bit, @348 nvarchar(max), @349 nvarchar(255), @350 bit, @351 bit, @352 bit, @353 bit, @354 bit, @355 bit, @356 int, @357 bit, @358 nvarchar(500), @359 nvarchar(500), @360 nvarchar(500), @361 nvarchar(50), @362 nvarchar(255), @363 nvarchar(max), @364 nvarchar(255), @365 int, @366 int, @367 datetime2(3), @368 nvarchar(10), @369 int, @370 int, @371 int, @372 int, @373 int, @374 int, @375 int, @376 int, @377 nvarchar(50), @378 nvarchar(500), @379 nvarchar(max), @380 nvarchar(max), @381 nvarchar(max), @382 nvarchar(255), @383 nvarchar(max), @384 nvarchar(255), @385 nvarchar(max), @386 nvarchar(255), @387 nvarchar(max), @388 bit
declare @lock int; exec @lock = sp_getapplock @Resource = N'table calls', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [calls] with (updlock, holdlock) set [content_hash] = @2, [placed_campaign] = @3, [placed_at] = @4, [missing_since] = @5, [last_changed] = @7, [updated_at] = @9, [list_name] = @11, [number] = @12, [call_date] = @13, [call_date_rfc3339] = @14, [campaign_id] = @15, [campaign] = @16, [queue_id] = @17, [queue_name] = @18, [ring_group_id] = @19, [ring_group_name] = @20, [ivr_name] = @21, [receptive_name] = @22, [receptive_phone] = @23, [receptive_did] = @24, [has_agent] = @25, [agent] = @26, [acw_time] = @27, [speaking_time] = @28, [ivr_time] = @29, [ivr_after_call_time] = @30, [amd_time] = @31, [waiting_time] = @32, [speaking_with_agent_time] = @33, [route_id] = @34, [route_name] = @35, [route_host] = @36, [route_endpoint] = @37, [route_caller_id] = @38, [billed_time] = @39, [billed_value] = @40, [qualification] = @41, [behavior] = @42, [readable_behavior_text] = @43, [phone_type] = @44, [recording] = @45, [recording_amd] = @46, [status_id] = @47, [readable_status_text] = @48, [readable_amd_status_text] = @49, [mode] = @50, [hangup_cause] = @51, [sip_cause] = @52, [readable_hangup_cause_text] = @53, [feedback] = @54, [recorded] = @55, [ended_by_agent] = @56, [qualification_note] = @57, [sid] = @58, [is_dmc] = @59, [is_unknown] = @60, [is_transferred] = @61, [is_consult] = @62, [is_transfer] = @63, [is_conversion] = @64, [qualification_id] = @65, [consult_cancelled] = @66, [recording_transfer] = @67, [recording_consult] = @68, [recording_after_consult_cancel] = @69, [ivr_digit_pressed] = @70, [record_name] = @71, [transcription] = @72, [ai_evaluation_status] = @73, [agent_id] = @74, [status] = @75, [call_at_utc] = @76, [call_offset] = @77, [acw_seconds] = @78, [speaking_seconds] = @79, [ivr_seconds] = @80, [ivr_after_call_seconds] = @81, [amd_seconds] = @82, [waiting_seconds] = @83, [speaking_with_agent_seconds] = @84, [billed_seconds] = @85, [billed_amount] = cast(@86 as decimal(36, 18)), [route_route] = @87, [consults] = @88, [consult_ids] = @89, [consult] = @90, [consult_id] = @91, [transfer] = @92, [transfer_id] = @93, [parent] = @94, [parent_id] = @95, [ivr_after_call] = @96, [is_final] = @97
where [account] = @1 and [id] = @10 and [content_hash] <> @2;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29, @30, @31, @32, @33, @34, @35, @36, @37, @38, @39, @40, @41, @42, @43, @44, @45, @46, @47, @48, @49, @50, @51, @52, @53, @54, @55, @56, @57, @58, @59, @60, @61, @62, @63, @64, @65, @66, @67, @68, @69, @70, @71, @72, @73, @74, @75, @76, @77, @78, @79, @80, @81, @82, @83, @84, @85, cast(@86 as decimal(36, 18)), @87, @88, @89, @90, @91, @92, @93, @94, @95, @96, @97
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @1 and [id] = @10);
update [calls] with (updlock, holdlock) set [content_hash] = @99, [placed_campaign] = @100, [placed_at] = @101, [missing_since] = @102, [last_changed] = @104, [updated_at] = @106, [list_name] = @108, [number] = @109, [call_date] = @110, [call_date_rfc3339] = @111, [campaign_id] = @112, [campaign] = @113, [queue_id] = @114, [queue_name] = @115, [ring_group_id] = @116, [ring_group_name] = @117, [ivr_name] = @118, [receptive_name] = @119, [receptive_phone] = @120, [receptive_did] = @121, [has_agent] = @122, [agent] = @123, [acw_time] = @124, [speaking_time] = @125, [ivr_time] = @126, [ivr_after_call_time] = @127, [amd_time] = @128, [waiting_time] = @129, [speaking_with_agent_time] = @130, [route_id] = @131, [route_name] = @132, [route_host] = @133, [route_endpoint] = @134, [route_caller_id] = @135, [billed_time] = @136, [billed_value] = @137, [qualification] = @138, [behavior] = @139, [readable_behavior_text] = @140, [phone_type] = @141, [recording] = @142, [recording_amd] = @143, [status_id] = @144, [readable_status_text] = @145, [readable_amd_status_text] = @146, [mode] = @147, [hangup_cause] = @148, [sip_cause] = @149, [readable_hangup_cause_text] = @150, [feedback] = @151, [recorded] = @152, [ended_by_agent] = @153, [qualification_note] = @154, [sid] = @155, [is_dmc] = @156, [is_unknown] = @157, [is_transferred] = @158, [is_consult] = @159, [is_transfer] = @160, [is_conversion] = @161, [qualification_id] = @162, [consult_cancelled] = @163, [recording_transfer] = @164, [recording_consult] = @165, [recording_after_consult_cancel] = @166, [ivr_digit_pressed] = @167, [record_name] = @168, [transcription] = @169, [ai_evaluation_status] = @170, [agent_id] = @171, [status] = @172, [call_at_utc] = @173, [call_offset] = @174, [acw_seconds] = @175, [speaking_seconds] = @176, [ivr_seconds] = @177, [ivr_after_call_seconds] = @178, [amd_seconds] = @179, [waiting_seconds] = @180, [speaking_with_agent_seconds] = @181, [billed_seconds] = @182, [billed_amount] = cast(@183 as decimal(36, 18)), [route_route] = @184, [consults] = @185, [consult_ids] = @186, [consult] = @187, [consult_id] = @188, [transfer] = @189, [transfer_id] = @190, [parent] = @191, [parent_id] = @192, [ivr_after_call] = @193, [is_final] = @194
where [account] = @98 and [id] = @107 and [content_hash] <> @99;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @98, @99, @100, @101, @102, @103, @104, @105, @106, @107, @108, @109, @110, @111, @112, @113, @114, @115, @116, @117, @118, @119, @120, @121, @122, @123, @124, @125, @126, @127, @128, @129, @130, @131, @132, @133, @134, @135, @136, @137, @138, @139, @140, @141, @142, @143, @144, @145, @146, @147, @148, @149, @150, @151, @152, @153, @154, @155, @156, @157, @158, @159, @160, @161, @162, @163, @164, @165, @166, @167, @168, @169, @170, @171, @172, @173, @174, @175, @176, @177, @178, @179, @180, @181, @182, cast(@183 as decimal(36, 18)), @184, @185, @186, @187, @188, @189, @190, @191, @192, @193, @194
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @98 and [id] = @107);
update [calls] with (updlock, holdlock) set [content_hash] = @196, [placed_campaign] = @197, [placed_at] = @198, [missing_since] = @199, [last_changed] = @201, [updated_at] = @203, [list_name] = @205, [number] = @206, [call_date] = @207, [call_date_rfc3339] = @208, [campaign_id] = @209, [campaign] = @210, [queue_id] = @211, [queue_name] = @212, [ring_group_id] = @213, [ring_group_name] = @214, [ivr_name] = @215, [receptive_name] = @216, [receptive_phone] = @217, [receptive_did] = @218, [has_agent] = @219, [agent] = @220, [acw_time] = @221, [speaking_time] = @222, [ivr_time] = @223, [ivr_after_call_time] = @224, [amd_time] = @225, [waiting_time] = @226, [speaking_with_agent_time] = @227, [route_id] = @228, [route_name] = @229, [route_host] = @230, [route_endpoint] = @231, [route_caller_id] = @232, [billed_time] = @233, [billed_value] = @234, [qualification] = @235, [behavior] = @236, [readable_behavior_text] = @237, [phone_type] = @238, [recording] = @239, [recording_amd] = @240, [status_id] = @241, [readable_status_text] = @242, [readable_amd_status_text] = @243, [mode] = @244, [hangup_cause] = @245, [sip_cause] = @246, [readable_hangup_cause_text] = @247, [feedback] = @248, [recorded] = @249, [ended_by_agent] = @250, [qualification_note] = @251, [sid] = @252, [is_dmc] = @253, [is_unknown] = @254, [is_transferred] = @255, [is_consult] = @256, [is_transfer] = @257, [is_conversion] = @258, [qualification_id] = @259, [consult_cancelled] = @260, [recording_transfer] = @261, [recording_consult] = @262, [recording_after_consult_cancel] = @263, [ivr_digit_pressed] = @264, [record_name] = @265, [transcription] = @266, [ai_evaluation_status] = @267, [agent_id] = @268, [status] = @269, [call_at_utc] = @270, [call_offset] = @271, [acw_seconds] = @272, [speaking_seconds] = @273, [ivr_seconds] = @274, [ivr_after_call_seconds] = @275, [amd_seconds] = @276, [waiting_seconds] = @277, [speaking_with_agent_seconds] = @278, [billed_seconds] = @279, [billed_amount] = cast(@280 as decimal(36, 18)), [route_route] = @281, [consults] = @282, [consult_ids] = @283, [consult] = @284, [consult_id] = @285, [transfer] = @286, [transfer_id] = @287, [parent] = @288, [parent_id] = @289, [ivr_after_call] = @290, [is_final] = @291
where [account] = @195 and [id] = @204 and [content_hash] <> @196;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @195, @196, @197, @198, @199, @200, @201, @202, @203, @204, @205, @206, @207, @208, @209, @210, @211, @212, @213, @214, @215, @216, @217, @218, @219, @220, @221, @222, @223, @224, @225, @226, @227, @228, @229, @230, @231, @232, @233, @234, @235, @236, @237, @238, @239, @240, @241, @242, @243, @244, @245, @246, @247, @248, @249, @250, @251, @252, @253, @254, @255, @256, @257, @258, @259, @260, @261, @262, @263, @264, @265, @266, @267, @268, @269, @270, @271, @272, @273, @274, @275, @276, @277, @278, @279, cast(@280 as decimal(36, 18)), @281, @282, @283, @284, @285, @286, @287, @288, @289, @290, @291
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @195 and [id] = @204);
update [calls] with (updlock, holdlock) set [content_hash] = @293, [placed_campaign] = @294, [placed_at] = @295, [missing_since] = @296, [last_changed] = @298, [updated_at] = @300, [list_name] = @302, [number] = @303, [call_date] = @304, [call_date_rfc3339] = @305, [campaign_id] = @306, [campaign] = @307, [queue_id] = @308, [queue_name] = @309, [ring_group_id] = @310, [ring_group_name] = @311, [ivr_name] = @312, [receptive_name] = @313, [receptive_phone] = @314, [receptive_did] = @315, [has_agent] = @316, [agent] = @317, [acw_time] = @318, [speaking_time] = @319, [ivr_time] = @320, [ivr_after_call_time] = @321, [amd_time] = @322, [waiting_time] = @323, [speaking_with_agent_time] = @324, [route_id] = @325, [route_name] = @326, [route_host] = @327, [route_endpoint] = @328, [route_caller_id] = @329, [billed_time] = @330, [billed_value] = @331, [qualification] = @332, [behavior] = @333, [readable_behavior_text] = @334, [phone_type] = @335, [recording] = @336, [recording_amd] = @337, [status_id] = @338, [readable_status_text] = @339, [readable_amd_status_text] = @340, [mode] = @341, [hangup_cause] = @342, [sip_cause] = @343, [readable_hangup_cause_text] = @344, [feedback] = @345, [recorded] = @346, [ended_by_agent] = @347, [qualification_note] = @348, [sid] = @349, [is_dmc] = @350, [is_unknown] = @351, [is_transferred] = @352, [is_consult] = @353, [is_transfer] = @354, [is_conversion] = @355, [qualification_id] = @356, [consult_cancelled] = @357, [recording_transfer] = @358, [recording_consult] = @359, [recording_after_consult_cancel] = @360, [ivr_digit_pressed] = @361, [record_name] = @362, [transcription] = @363, [ai_evaluation_status] = @364, [agent_id] = @365, [status] = @366, [call_at_utc] = @367, [call_offset] = @368, [acw_seconds] = @369, [speaking_seconds] = @370, [ivr_seconds] = @371, [ivr_after_call_seconds] = @372, [amd_seconds] = @373, [waiting_seconds] = @374, [speaking_with_agent_seconds] = @375, [billed_seconds] = @376, [billed_amount] = cast(@377 as decimal(36, 18)), [route_route] = @378, [consults] = @379, [consult_ids] = @380, [consult] = @381, [consult_id] = @382, [transfer] = @383, [transfer_id] = @384, [parent] = @385, [parent_id] = @386, [ivr_after_call] = @387, [is_final] = @388
where [account] = @292 and [id] = @301 and [content_hash] <> @293;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @292, @293, @294, @295, @296, @297, @298, @299, @300, @301, @302, @303, @304, @305, @306, @307, @308, @309, @310, @311, @312, @313, @314, @315, @316, @317, @318, @319, @320, @321, @322, @323, @324, @325, @326, @327, @328, @329, @330, @331, @332, @333, @334, @335, @336, @337, @338, @339, @340, @341, @342, @343, @344, @345, @346, @347, @348, @349, @350, @351, @352, @353, @354, @355, @356, @357, @358, @359, @360, @361, @362, @363, @364, @365, @366, @367, @368, @369, @370, @371, @372, @373, @374, @375, @376, cast(@377 as decimal(36, 18)), @378, @379, @380, @381, @382, @383, @384, @385, @386, @387, @388
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @292 and [id] = @301);
-- statement 34d93f6d3803
select count(*) as "found" from "consultant_offers"
-- statement 356bfc285781
create view mailing_values as
    select mailing_data.account, mailing_data.call_id, mailing_data.id as mailing_id, cast([element].[key] as int) + 1 as position,
      [pair].[name] collate Latin1_General_100_BIN2 as name, mailing_columns.normalised_name, [pair].[value] as value
    from mailing_data cross apply openjson("mailing_data"."values_json") as [element] cross apply openjson(concat('[', [element].[value], ']')) with ([name] nvarchar(400) '$[0]', [value] nvarchar(max) '$[1]') as [pair] left join mailing_columns on mailing_columns.name = [pair].[name] collate Latin1_General_100_BIN2
-- statement 362f9c72c2dd
-- with @1 nvarchar(4000), @2 int, @3 int, @4 int, @5 int, @6 int, @7 int
update "outbox" set "claimed_until" = @1, "attempts" = "attempts" + @2 where "id" in (@3, @4, @5, @6, @7)
-- statement 36efe4839c2f
-- with @1 nvarchar(4000)
select "protocol_id", "language" from "consultant_handovers" where "number" = @1
-- statement 37f6e81fba11
select top (0) [account], [rate], [max_rate], [configured_rate], [next_free_at_ms], [limited_at_ms], [recovered_at_ms] from [request_budgets];
-- statement 386a92ca227a
-- with @1 nvarchar(40), @2 nvarchar(64), @3 int, @4 datetime2(3), @5 datetime2(3), @6 datetime2(3), @7 datetime2(3), @8 datetime2(3), @9 datetime2(3), @10 nvarchar(50), @11 nvarchar(255), @12 nvarchar(50), @13 datetime2(0), @14 nvarchar(50), @15 int, @16 nvarchar(255), @17 nvarchar(50), @18 nvarchar(255), @19 nvarchar(50), @20 nvarchar(255), @21 nvarchar(255), @22 nvarchar(255), @23 nvarchar(50), @24 nvarchar(50), @25 bit, @26 nvarchar(255), @27 nvarchar(20), @28 nvarchar(20), @29 nvarchar(20), @30 nvarchar(20), @31 nvarchar(20), @32 nvarchar(20), @33 nvarchar(20), @34 int, @35 nvarchar(255), @36 nvarchar(255), @37 nvarchar(500), @38 nvarchar(50), @39 nvarchar(20), @40 nvarchar(50), @41 nvarchar(255), @42 nvarchar(255), @43 nvarchar(500), @44 nvarchar(50), @45 nvarchar(500), @46 nvarchar(500), @47 int, @48 nvarchar(500), @49 nvarchar(500), @50 nvarchar(50), @51 int, @52 nvarchar(20), @53 nvarchar(500), @54 nvarchar(max), @55 bit, @56 bit, @57 nvarchar(max), @58 nvarchar(255), @59 bit, @60 bit, @61 bit, @62 bit, @63 bit, @64 bit, @65 int, @66 bit, @67 nvarchar(500), @68 nvarchar(500), @69 nvarchar(500), @70 nvarchar(50), @71 nvarchar(255), @72 nvarchar(max), @73 nvarchar(255), @74 int, @75 int, @76 datetime2(3), @77 nvarchar(10), @78 int, @79 int, @80 int, @81 int, @82 int, @83 int, @84 int, @85 int, @86 nvarchar(50), @87 nvarchar(500), @88 nvarchar(max), @89 nvarchar(max), @90 nvarchar(max), @91 nvarchar(255), @92 nvarchar(max), @93 nvarchar(255), @94 nvarchar(max), @95 nvarchar(255), @96 nvarchar(max), @97 bit
declare @lock int; exec @lock = sp_getapplock @Resource = N'table calls', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [calls] with (updlock, holdlock) set [content_hash] = @2, [placed_campaign] = @3, [placed_at] = @4, [missing_since] = @5, [last_changed] = @7, [updated_at] = @9, [list_name] = @11, [number] = @12, [call_date] = @13, [call_date_rfc3339] = @14, [campaign_id] = @15, [campaign] = @16, [queue_id] = @17, [queue_name] = @18, [ring_group_id] = @19, [ring_group_name] = @20, [ivr_name] = @21, [receptive_name] = @22, [receptive_phone] = @23, [receptive_did] = @24, [has_agent] = @25, [agent] = @26, [acw_time] = @27, [speaking_time] = @28, [ivr_time] = @29, [ivr_after_call_time] = @30, [amd_time] = @31, [waiting_time] = @32, [speaking_with_agent_time] = @33, [route_id] = @34, [route_name] = @35, [route_host] = @36, [route_endpoint] = @37, [route_caller_id] = @38, [billed_time] = @39, [billed_value] = @40, [qualification] = @41, [behavior] = @42, [readable_behavior_text] = @43, [phone_type] = @44, [recording] = @45, [recording_amd] = @46, [status_id] = @47, [readable_status_text] = @48, [readable_amd_status_text] = @49, [mode] = @50, [hangup_cause] = @51, [sip_cause] = @52, [readable_hangup_cause_text] = @53, [feedback] = @54, [recorded] = @55, [ended_by_agent] = @56, [qualification_note] = @57, [sid] = @58, [is_dmc] = @59, [is_unknown] = @60, [is_transferred] = @61, [is_consult] = @62, [is_transfer] = @63, [is_conversion] = @64, [qualification_id] = @65, [consult_cancelled] = @66, [recording_transfer] = @67, [recording_consult] = @68, [recording_after_consult_cancel] = @69, [ivr_digit_pressed] = @70, [record_name] = @71, [transcription] = @72, [ai_evaluation_status] = @73, [agent_id] = @74, [status] = @75, [call_at_utc] = @76, [call_offset] = @77, [acw_seconds] = @78, [speaking_seconds] = @79, [ivr_seconds] = @80, [ivr_after_call_seconds] = @81, [amd_seconds] = @82, [waiting_seconds] = @83, [speaking_with_agent_seconds] = @84, [billed_seconds] = @85, [billed_amount] = cast(@86 as decimal(36, 18)), [route_route] = @87, [consults] = @88, [consult_ids] = @89, [consult] = @90, [consult_id] = @91, [transfer] = @92, [transfer_id] = @93, [parent] = @94, [parent_id] = @95, [ivr_after_call] = @96, [is_final] = @97
where [account] = @1 and [id] = @10 and [content_hash] <> @2;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29, @30, @31, @32, @33, @34, @35, @36, @37, @38, @39, @40, @41, @42, @43, @44, @45, @46, @47, @48, @49, @50, @51, @52, @53, @54, @55, @56, @57, @58, @59, @60, @61, @62, @63, @64, @65, @66, @67, @68, @69, @70, @71, @72, @73, @74, @75, @76, @77, @78, @79, @80, @81, @82, @83, @84, @85, cast(@86 as decimal(36, 18)), @87, @88, @89, @90, @91, @92, @93, @94, @95, @96, @97
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @1 and [id] = @10);
-- statement 38ac42aec84d
select top (0) [topic], [subject], [payload], [created_at], [claimed_until], [attempts] from [outbox];
-- statement 38c5fb57b65b
create table "consultant_handovers" ("protocol_id" int not null primary key, "number" nvarchar(40) collate Latin1_General_100_BIN2 not null unique, "language" nvarchar(max) not null, "phase" nvarchar(32) collate Latin1_General_100_BIN2 not null, "outcome" nvarchar(32) collate Latin1_General_100_BIN2, "offer_no" int not null, "consultant_id" int, "requested_at" datetime2(3) not null, "call_back_promised" bit not null, "updated_at" datetime2(3) not null)
-- statement 38e2edf7eb32
-- with @1 nvarchar(40), @2 int, @3 nvarchar(100), @4 nvarchar(64), @5 int, @6 int, @7 int, @8 nvarchar(max), @9 datetime2(3), @10 datetime2(3)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_quarantine', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_quarantine] with (updlock, holdlock) set [execution_id] = @5, [ordinal] = @6, [page] = @7, [call_at_utc] = @9
where [account] = @1 and [campaign_id] = @2 and [reason] = @3 and [raw_hash] = @4;
insert into [call_quarantine] ([account], [campaign_id], [reason], [raw_hash], [execution_id], [ordinal], [page], [raw], [call_at_utc], [quarantined_at])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10
where not exists (select 1 from [call_quarantine] with (updlock, holdlock) where [account] = @1 and [campaign_id] = @2 and [reason] = @3 and [raw_hash] = @4);
-- statement 393527ce3cf5
select top(3) * from "calls" order by "placed_at", "id", "account"
-- statement 39fa0b316611
-- with @1 nvarchar(40), @2 nvarchar(50), @3 nvarchar(64), @4 datetime2(3), @5 int, @6 nvarchar(max), @7 nvarchar(40), @8 nvarchar(50), @9 nvarchar(64), @10 datetime2(3), @11 int, @12 nvarchar(max)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_raw', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_raw] with (updlock, holdlock) set [content_hash] = @3, [fetched_at] = @4, [execution_id] = @5, [raw] = @6
where [account] = @1 and [call_id] = @2 and [content_hash] <> @3;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @1, @2, @3, @4, @5, @6
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @1 and [call_id] = @2);
update [call_raw] with (updlock, holdlock) set [content_hash] = @9, [fetched_at] = @10, [execution_id] = @11, [raw] = @12
where [account] = @7 and [call_id] = @8 and [content_hash] <> @9;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @7, @8, @9, @10, @11, @12
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @7 and [call_id] = @8);
-- statement 3a1afd3af865
-- with @1 nvarchar(4000), @2 nvarchar(4000)
select top(1) * from "execution_logs" where "workflow_id" = @1 and "run_id" = @2 order by "id" desc
-- statement 3ae589589b40
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 int
select "execution_id", sum(case when state = @1 then 1 else 0 end) as "complete", sum(case when state = @2 then 1 else 0 end) as "partial", sum(case when state = @3 then 1 else 0 end) as "failed", sum(case when state = @4 then 1 else 0 end) as "split", count(*) as "total", sum(case when state <> 'split' then expected_total end) as "expected_rows", sum("pages") as "pages", sum("rows_fetched") as "fetched", sum("rows_inserted") as "inserted", sum("rows_updated") as "updated", sum("rows_unchanged") as "unchanged", sum("rows_quarantined") as "quarantined", sum("rows_failed") as "failed_rows" from "call_windows" where "execution_id" in (@5) group by "execution_id"
-- statement 3b12718993e2
select top (0) [account], [campaign_id], [complete_to] from [call_watermarks];
-- statement 3c3437e341bc
-- with @1 nvarchar(4000), @2 int, @3 int
update "outbox" set "claimed_until" = @1, "attempts" = "attempts" + @2 where "id" in (@3)
-- statement 3c5c619c63a7
select top (0) [execution_id], [ordinal], [batch], [account], [campaign_id], [from_utc], [to_utc], [state], [expected_total] from [call_windows];
-- statement 3c6a4d4ba2ce
-- with @1 int
select * from "consultants" where "id" = @1
-- statement 3c6e3bc4ef4d
-- with @1 int, @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000)
update "call_events" set "events" = "events" + @1, "last_at" = @2 where "account" = @3 and "outcome" = @4
-- statement 3d627ef224c3
select top (0) [account], [campaign_id], [day], [requested_at] from [call_resync];
-- statement 3e0d846fed15
select count(*) as "found" from "call_quarantine" where "resolved_at" is null
-- statement 3e657aee0338
create table "consultant_events" ("id" int identity(1, 1) primary key, "event_key" nvarchar(150) collate Latin1_General_100_BIN2 not null unique, "kind" nvarchar(32) collate Latin1_General_100_BIN2 not null, "number" nvarchar(40) collate Latin1_General_100_BIN2, "consultant_id" int, "actor" nvarchar(100) collate Latin1_General_100_BIN2 not null, "at" datetime2(3) not null, "detail" nvarchar(max) not null)
-- statement 3ec5a73c71a8
select cast(transaction_isolation_level as int) as level
        from sys.dm_exec_sessions where session_id = @@spid
-- statement 3f42599e1710
select top (0) [account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json] from [mailing_data];
-- statement 405906191c0c
-- with @1 int, @2 int, @3 nvarchar(4000), @4 int
update "consultants" set "capacity" = @1, "version" = @2, "updated_at" = @3 where "id" = @4
-- statement 4130278bf9e2
-- with @1 nvarchar(4000), @2 nvarchar(4000)
select * from "access_sessions" where "id" = @1 and "expires_at" > @2
-- statement 42b1805ae624
-- with @1 nvarchar(4000)
select top(9) * from "consultant_handovers" where "phase" = @1 order by "protocol_id"
-- statement 43019ad5a34c
select top(10) * from "consultant_events" order by "id" desc
-- statement 441ae5a745cd
-- with @1 nvarchar(4000), @2 int, @3 int, @4 nvarchar(4000), @5 nvarchar(4000), @6 int
update "consultants" set "last_offered_at" = @1, "last_turn" = @2, "missed_in_a_row" = @3, "not_responding_since" = @4, "service_ended_at" = @5 where "id" = @6
-- statement 457a5ca5e4ac
-- with @1 nvarchar(4000), @2 int
select * from "consultant_offers" where "number" = @1 and "offer_no" = @2
-- statement 45f49d240107
-- with @1 nvarchar(400), @2 nvarchar(400)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table mailing_columns', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [mailing_columns] ([name], [normalised_name])
select @1, @2
where not exists (select 1 from [mailing_columns] with (updlock, holdlock) where [name] = @1);
-- statement 47603a212da1
-- with @1 int, @2 nvarchar(4000)
update "protocols" set "consultant_id" = @1 where "number" = @2
-- statement 47cd7feb849b
select top(10) * from "calls" order by "placed_at", "id", "account"
-- statement 48122aa334bb
-- with @1 nvarchar(40), @2 nvarchar(50), @3 nvarchar(255), @4 nvarchar(100), @5 nvarchar(max), @6 int
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_oddities', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_oddities] with (updlock, holdlock) set [original] = @5, [execution_id] = @6
where [account] = @1 and [call_id] = @2 and [field] = @3 and [rule] = @4;
insert into [call_oddities] ([account], [call_id], [field], [rule], [original], [execution_id])
select @1, @2, @3, @4, @5, @6
where not exists (select 1 from [call_oddities] with (updlock, holdlock) where [account] = @1 and [call_id] = @2 and [field] = @3 and [rule] = @4);
-- statement 48191d9c2904
-- with @1 nvarchar(40), @2 nvarchar(50), @3 int, @4 nvarchar(64), @5 datetime2(3), @6 datetime2(3), @7 nvarchar(50), @8 nvarchar(50), @9 int, @10 int, @11 int, @12 nvarchar(10), @13 nvarchar(50), @14 int, @15 int, @16 int, @17 int, @18 int, @19 nvarchar(255), @20 nvarchar(255), @21 nvarchar(255), @22 nvarchar(100), @23 nvarchar(255), @24 nvarchar(20), @25 nvarchar(10), @26 nvarchar(255), @27 nvarchar(50), @28 nvarchar(max), @29 nvarchar(max), @30 nvarchar(40), @31 nvarchar(50), @32 int, @33 nvarchar(64), @34 datetime2(3), @35 datetime2(3), @36 nvarchar(50), @37 nvarchar(50), @38 int, @39 int, @40 int, @41 nvarchar(10), @42 nvarchar(50), @43 int, @44 int, @45 int, @46 int, @47 int, @48 nvarchar(255), @49 nvarchar(255), @50 nvarchar(255), @51 nvarchar(100), @52 nvarchar(255), @53 nvarchar(20), @54 nvarchar(10), @55 nvarchar(255), @56 nvarchar(50), @57 nvarchar(max), @58 nvarchar(max), @59 nvarchar(40), @60 nvarchar(50), @61 int, @62 nvarchar(64), @63 datetime2(3), @64 datetime2(3), @65 nvarchar(50), @66 nvarchar(50), @67 int, @68 int, @69 int, @70 nvarchar(10), @71 nvarchar(50), @72 int, @73 int, @74 int, @75 int, @76 int, @77 nvarchar(255), @78 nvarchar(255), @79 nvarchar(255), @80 nvarchar(100), @81 nvarchar(255), @82 nvarchar(20), @83 nvarchar(10), @84 nvarchar(255), @85 nvarchar(50), @86 nvarchar(max), @87 nvarchar(max), @88 nvarchar(40), @89 nvarchar(50), @90 int, @91 nvarchar(64), @92 datetime2(3), @93 datetime2(3), @94 nvarchar(50), @95 nvarchar(50), @96 int, @97 int, @98 int, @99 nvarchar(10), @100 nvarchar(50), @101 int, @102 int, @103 int, @104 int, @105 int, @106 nvarchar(255), @107 nvarchar(255), @108 nvarchar(255), @109 nvarchar(100), @110 nvarchar(255), @111 nvarchar(20), @112 nvarchar(10), @113 nvarchar(255), @114 nvarchar(50), @115 nvarchar(max), @116 nvarchar(max), @117 nvarchar(40), @118 nvarchar(50), @119 int, @120 nvarchar(64), @121 datetime2(3), @122 datetime2(3), @123 nvarchar(50), @124 nvarchar(50), @125 int, @126 int, @127 int, @128 nvarchar(10), @129 nvarchar(50), @130 int, @131 int, @132 int, @133 int, @134 int, @135 nvarchar(255), @136 nvarchar(255), @137 nvarchar(255), @138 nvarchar(100), @139 nvarchar(255), @140 nvarchar(20), @141 nvarchar(10), @142 nvarchar(255), @143 nvarchar(50), @144 nvarchar(max), @145 nvarchar(max)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table mailing_data', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [mailing_data] with (updlock, holdlock) set [content_hash] = @4, [updated_at] = @6, [identifier] = @8, [campaign_id] = @9, [company_id] = @10, [list_id] = @11, [uf] = @12, [phone] = @13, [dialed_phone] = @14, [dialed_identifier] = @15, [on_calling] = @16, [column_position] = @17, [row_position] = @18, [estrategia] = @19, [razao_social] = @20, [nome_fantasia] = @21, [valor_conta] = @22, [cidade] = @23, [cep] = @24, [uf_mailing] = @25, [socio] = @26, [cpf] = @27, [data_json] = @28, [values_json] = @29
where [account] = @1 and [call_id] = @2 and [copy] = @3 and [_id] = @7 and [content_hash] <> @4;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @1 and [call_id] = @2 and [copy] = @3 and [_id] = @7);
update [mailing_data] with (updlock, holdlock) set [content_hash] = @33, [updated_at] = @35, [identifier] = @37, [campaign_id] = @38, [company_id] = @39, [list_id] = @40, [uf] = @41, [phone] = @42, [dialed_phone] = @43, [dialed_identifier] = @44, [on_calling] = @45, [column_position] = @46, [row_position] = @47, [estrategia] = @48, [razao_social] = @49, [nome_fantasia] = @50, [valor_conta] = @51, [cidade] = @52, [cep] = @53, [uf_mailing] = @54, [socio] = @55, [cpf] = @56, [data_json] = @57, [values_json] = @58
where [account] = @30 and [call_id] = @31 and [copy] = @32 and [_id] = @36 and [content_hash] <> @33;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @30, @31, @32, @33, @34, @35, @36, @37, @38, @39, @40, @41, @42, @43, @44, @45, @46, @47, @48, @49, @50, @51, @52, @53, @54, @55, @56, @57, @58
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @30 and [call_id] = @31 and [copy] = @32 and [_id] = @36);
update [mailing_data] with (updlock, holdlock) set [content_hash] = @62, [updated_at] = @64, [identifier] = @66, [campaign_id] = @67, [company_id] = @68, [list_id] = @69, [uf] = @70, [phone] = @71, [dialed_phone] = @72, [dialed_identifier] = @73, [on_calling] = @74, [column_position] = @75, [row_position] = @76, [estrategia] = @77, [razao_social] = @78, [nome_fantasia] = @79, [valor_conta] = @80, [cidade] = @81, [cep] = @82, [uf_mailing] = @83, [socio] = @84, [cpf] = @85, [data_json] = @86, [values_json] = @87
where [account] = @59 and [call_id] = @60 and [copy] = @61 and [_id] = @65 and [content_hash] <> @62;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @59, @60, @61, @62, @63, @64, @65, @66, @67, @68, @69, @70, @71, @72, @73, @74, @75, @76, @77, @78, @79, @80, @81, @82, @83, @84, @85, @86, @87
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @59 and [call_id] = @60 and [copy] = @61 and [_id] = @65);
update [mailing_data] with (updlock, holdlock) set [content_hash] = @91, [updated_at] = @93, [identifier] = @95, [campaign_id] = @96, [company_id] = @97, [list_id] = @98, [uf] = @99, [phone] = @100, [dialed_phone] = @101, [dialed_identifier] = @102, [on_calling] = @103, [column_position] = @104, [row_position] = @105, [estrategia] = @106, [razao_social] = @107, [nome_fantasia] = @108, [valor_conta] = @109, [cidade] = @110, [cep] = @111, [uf_mailing] = @112, [socio] = @113, [cpf] = @114, [data_json] = @115, [values_json] = @116
where [account] = @88 and [call_id] = @89 and [copy] = @90 and [_id] = @94 and [content_hash] <> @91;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @88, @89, @90, @91, @92, @93, @94, @95, @96, @97, @98, @99, @100, @101, @102, @103, @104, @105, @106, @107, @108, @109, @110, @111, @112, @113, @114, @115, @116
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @88 and [call_id] = @89 and [copy] = @90 and [_id] = @94);
update [mailing_data] with (updlock, holdlock) set [content_hash] = @120, [updated_at] = @122, [identifier] = @124, [campaign_id] = @125, [company_id] = @126, [list_id] = @127, [uf] = @128, [phone] = @129, [dialed_phone] = @130, [dialed_identifier] = @131, [on_calling] = @132, [column_position] = @133, [row_position] = @134, [estrategia] = @135, [razao_social] = @136, [nome_fantasia] = @137, [valor_conta] = @138, [cidade] = @139, [cep] = @140, [uf_mailing] = @141, [socio] = @142, [cpf] = @143, [data_json] = @144, [values_json] = @145
where [account] = @117 and [call_id] = @118 and [copy] = @119 and [_id] = @123 and [content_hash] <> @120;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @117, @118, @119, @120, @121, @122, @123, @124, @125, @126, @127, @128, @129, @130, @131, @132, @133, @134, @135, @136, @137, @138, @139, @140, @141, @142, @143, @144, @145
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @117 and [call_id] = @118 and [copy] = @119 and [_id] = @123);
-- statement 4879da470ec0
select "call_id", "raw", "fetched_at" from "call_raw" order by "call_id"
-- statement 490388831aac
create table "call_quarantine" ("id" int identity(1, 1) primary key, "account" nvarchar(40) collate Latin1_General_100_BIN2 not null, "campaign_id" int not null, "reason" nvarchar(100) collate Latin1_General_100_BIN2 not null, "raw_hash" nvarchar(64) collate Latin1_General_100_BIN2 not null, "execution_id" int not null, "ordinal" int not null, "page" int not null, "raw" nvarchar(max) not null, "call_at_utc" datetime2(3), "quarantined_at" datetime2(3) not null, "resolved_at" datetime2(3), "resolution" nvarchar(255), constraint "uq_call_quarantine" unique ("account", "campaign_id", "reason", "raw_hash"))
-- statement 4a8f17a97131
-- with @1 nvarchar(4000)
select max(case when "series" = @1 then "last_number" else -1 end) as "reached", max("last_issued_at") as "at" from "protocol_series"
-- statement 4c317d804520
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 nvarchar(4000)
insert into "access_sessions" ("id", "user_id", "kind", "token_hash", "expires_at") values (@1, @2, @3, @4, @5)
-- statement 4c3fc3f04035
declare @lock int; exec @lock = sp_getapplock @Resource = N'table mailing_data', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [account], [call_id], cast([copy] as int) as [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], cast([campaign_id] as int) as [campaign_id], cast([company_id] as int) as [company_id], cast([list_id] as int) as [list_id], [uf], [phone], cast([dialed_phone] as int) as [dialed_phone], cast([dialed_identifier] as int) as [dialed_identifier], cast([on_calling] as int) as [on_calling], cast([column_position] as int) as [column_position], cast([row_position] as int) as [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json]
into #stage from [mailing_data];
-- statement 51cb3cd87ce4
select "owed" from "consultants"
-- statement 523cea0687b3
select top (0) [account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final] from [calls];
-- statement 531bfaaab1b8
create index "ix_consultant_events_at" on "consultant_events" ("at")
-- statement 541fb9cd0863
select top(4) * from "consultant_handovers" order by "protocol_id" desc
-- statement 5578a41d2a90
-- with @1 int
declare @lock int; exec @lock = sp_getapplock @Resource = N'table consultants', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; select "version", "deleted_at" from "consultants" with (updlock, holdlock, rowlock) where "id" = @1
-- statement 56a16a90dbe1
-- with @1 int, @2 nvarchar(4000), @3 int, @4 nvarchar(4000), @5 int
update "consultants" set "online" = @1, "presence_until" = @2, "version" = @3, "updated_at" = @4 where "id" = @5
-- statement 59dadba177d2
-- with @1 int, @2 int, @3 nvarchar(100), @4 nvarchar(40), @5 int, @6 datetime2(3), @7 datetime2(3), @8 nvarchar(32), @9 int, @10 int, @11 int, @12 nvarchar(100), @13 nvarchar(40), @14 int, @15 datetime2(3), @16 datetime2(3), @17 nvarchar(32), @18 int
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_windows', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [call_windows] ([execution_id], [ordinal], [batch], [account], [campaign_id], [from_utc], [to_utc], [state], [expected_total])
select @1, @2, @3, @4, @5, @6, @7, @8, @9
where not exists (select 1 from [call_windows] with (updlock, holdlock) where [execution_id] = @1 and [ordinal] = @2);
insert into [call_windows] ([execution_id], [ordinal], [batch], [account], [campaign_id], [from_utc], [to_utc], [state], [expected_total])
select @10, @11, @12, @13, @14, @15, @16, @17, @18
where not exists (select 1 from [call_windows] with (updlock, holdlock) where [execution_id] = @10 and [ordinal] = @11);
-- statement 5a0931a0dd31
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000), @4 int
update "protocols" set "description" = @1, "version" = @2, "updated_at" = @3 where "id" = @4
-- statement 5b57e0ecda45
-- with @1 nvarchar(4000), @2 nvarchar(4000)
select distinct "placed_campaign", "placed_at" from "calls" where "account" = @1 and "is_final" = 0 and "placed_at" >= @2 and "missing_since" is null order by "placed_at"
-- statement 5b91927e9b20
select "call_id" from "call_raw" order by "call_id"
-- statement 5c44330d4cc9
-- with @1 int
select * from "consultants" where "id" = @1 and "deleted_at" is null
-- statement 5cced1ebccfd
-- with @1 nvarchar(4000)
select * from "mailing_data" where "account" = @1
-- statement 5cd271b39fd2
-- with @1 int
select top(3) * from "call_quarantine" where "id" < @1 order by "id" desc
-- statement 5e864fadd3f2
-- with @1 nvarchar(4000), @2 int
select "campaign_id", "normalised_name", "legacy_column" from "mailing_aliases" where "account" = @1 and ("campaign_id" is null or "campaign_id" = @2)
-- statement 5ead916a1274
create index "ix_protocols_consultant" on "protocols" ("consultant_id", "id")
-- statement 5f5cc76b3ad6
-- with @1 nvarchar(40), @2 nvarchar(64), @3 int, @4 datetime2(3), @5 datetime2(3), @6 datetime2(3), @7 datetime2(3), @8 datetime2(3), @9 datetime2(3), @10 nvarchar(50), @11 nvarchar(255), @12 nvarchar(50), @13 datetime2(0), @14 nvarchar(50), @15 int, @16 nvarchar(255), @17 nvarchar(50), @18 nvarchar(255), @19 nvarchar(50), @20 nvarchar(255), @21 nvarchar(255), @22 nvarchar(255), @23 nvarchar(50), @24 nvarchar(50), @25 bit, @26 nvarchar(255), @27 nvarchar(20), @28 nvarchar(20), @29 nvarchar(20), @30 nvarchar(20), @31 nvarchar(20), @32 nvarchar(20), @33 nvarchar(20), @34 int, @35 nvarchar(255), @36 nvarchar(255), @37 nvarchar(500), @38 nvarchar(50), @39 nvarchar(20), @40 nvarchar(50), @41 nvarchar(255), @42 nvarchar(255), @43 nvarchar(500), @44 nvarchar(50), @45 nvarchar(500), @46 nvarchar(500), @47 int, @48 nvarchar(500), @49 nvarchar(500), @50 nvarchar(50), @51 int, @52 nvarchar(20), @53 nvarchar(500), @54 nvarchar(max), @55 bit, @56 bit, @57 nvarchar(max), @58 nvarchar(255), @59 bit, @60 bit, @61 bit, @62 bit, @63 bit, @64 bit, @65 int, @66 bit, @67 nvarchar(500), @68 nvarchar(500), @69 nvarchar(500), @70 nvarchar(50), @71 nvarchar(255), @72 nvarchar(max), @73 nvarchar(255), @74 int, @75 int, @76 datetime2(3), @77 nvarchar(10), @78 int, @79 int, @80 int, @81 int, @82 int, @83 int, @84 int, @85 int, @86 nvarchar(50), @87 nvarchar(500), @88 nvarchar(max), @89 nvarchar(max), @90 nvarchar(max), @91 nvarchar(255), @92 nvarchar(max), @93 nvarchar(255), @94 nvarchar(max), @95 nvarchar(255), @96 nvarchar(max), @97 bit, @98 nvarchar(40), @99 nvarchar(64), @100 int, @101 datetime2(3), @102 datetime2(3), @103 datetime2(3), @104 datetime2(3), @105 datetime2(3), @106 datetime2(3), @107 nvarchar(50), @108 nvarchar(255), @109 nvarchar(50), @110 datetime2(0), @111 nvarchar(50), @112 int, @113 nvarchar(255), @114 nvarchar(50), @115 nvarchar(255), @116 nvarchar(50), @117 nvarchar(255), @118 nvarchar(255), @119 nvarchar(255), @120 nvarchar(50), @121 nvarchar(50), @122 bit, @123 nvarchar(255), @124 nvarchar(20), @125 nvarchar(20), @126 nvarchar(20), @127 nvarchar(20), @128 nvarchar(20), @129 nvarchar(20), @130 nvarchar(20), @131 int, @132 nvarchar(255), @133 nvarchar(255), @134 nvarchar(500), @135 nvarchar(50), @136 nvarchar(20), @137 nvarchar(50), @138 nvarchar(255), @139 nvarchar(255), @140 nvarchar(500), @141 nvarchar(50), @142 nvarchar(500), @143 nvarchar(500), @144 int, @145 nvarchar(500), @146 nvarchar(500), @147 nvarchar(50), @148 int, @149 nvarchar(20), @150 nvarchar(500), @151 nvarchar(max), @152 bit, @153 bit, @154 nvarchar(max), @155 nvarchar(255), @156 bit, @157 bit, @158 bit, @159 bit, @160 bit, @161 bit, @162 int, @163 bit, @164 nvarchar(500), @165 nvarchar(500), @166 nvarchar(500), @167 nvarchar(50), @168 nvarchar(255), @169 nvarchar(max), @170 nvarchar(255), @171 int, @172 int, @173 datetime2(3), @174 nvarchar(10), @175 int, @176 int, @177 int, @178 int, @179 int, @180 int, @181 int, @182 int, @183 nvarchar(50), @184 nvarchar(500), @185 nvarchar(max), @186 nvarchar(max), @187 nvarchar(max), @188 nvarchar(255), @189 nvarchar(max), @190 nvarchar(255), @191 nvarchar(max), @192 nvarchar(255), @193 nvarchar(max), @194 bit, @195 nvarchar(40), @196 nvarchar(64), @197 int, @198 datetime2(3), @199 datetime2(3), @200 datetime2(3), @201 datetime2(3), @202 datetime2(3), @203 datetime2(3), @204 nvarchar(50), @205 nvarchar(255), @206 nvarchar(50), @207 datetime2(0), @208 nvarchar(50), @209 int, @210 nvarchar(255), @211 nvarchar(50), @212 nvarchar(255), @213 nvarchar(50), @214 nvarchar(255), @215 nvarchar(255), @216 nvarchar(255), @217 nvarchar(50), @218 nvarchar(50), @219 bit, @220 nvarchar(255), @221 nvarchar(20), @222 nvarchar(20), @223 nvarchar(20), @224 nvarchar(20), @225 nvarchar(20), @226 nvarchar(20), @227 nvarchar(20), @228 int, @229 nvarchar(255), @230 nvarchar(255), @231 nvarchar(500), @232 nvarchar(50), @233 nvarchar(20), @234 nvarchar(50), @235 nvarchar(255), @236 nvarchar(255), @237 nvarchar(500), @238 nvarchar(50), @239 nvarchar(500), @240 nvarchar(500), @241 int, @242 nvarchar(500), @243 nvarchar(500), @244 nvarchar(50), @245 int, @246 nvarchar(20), @247 nvarchar(500), @248 nvarchar(max), @249 bit, @250 bit, @251 nvarchar(max), @252 nvarchar(255), @253 bit, @254 bit, @255 bit, @256 bit, @257 bit, @258 bit, @259 int, @260 bit, @261 nvarchar(500), @262 nvarchar(500), @263 nvarchar(500), @264 nvarchar(50), @265 nvarchar(255), @266 nvarchar(max), @267 nvarchar(255), @268 int, @269 int, @270 datetime2(3), @271 nvarchar(10), @272 int, @273 int, @274 int, @275 int, @276 int, @277 int, @278 int, @279 int, @280 nvarchar(50), @281 nvarchar(500), @282 nvarchar(max), @283 nvarchar(max), @284 nvarchar(max), @285 nvarchar(255), @286 nvarchar(max), @287 nvarchar(255), @288 nvarchar(max), @289 nvarchar(255), @290 nvarchar(max), @291 bit, @292 nvarchar(40), @293 nvarchar(64), @294 int, @295 datetime2(3), @296 datetime2(3), @297 datetime2(3), @298 datetime2(3), @299 datetime2(3), @300 datetime2(3), @301 nvarchar(50), @302 nvarchar(255), @303 nvarchar(50), @304 datetime2(0), @305 nvarchar(50), @306 int, @307 nvarchar(255), @308 nvarchar(50), @309 nvarchar(255), @310 nvarchar(50), @311 nvarchar(255), @312 nvarchar(255), @313 nvarchar(255), @314 nvarchar(50), @315 nvarchar(50), @316 bit, @317 nvarchar(255), @318 nvarchar(20), @319 nvarchar(20), @320 nvarchar(20), @321 nvarchar(20), @322 nvarchar(20), @323 nvarchar(20), @324 nvarchar(20), @325 int, @326 nvarchar(255), @327 nvarchar(255), @328 nvarchar(500), @329 nvarchar(50), @330 nvarchar(20), @331 nvarchar(50), @332 nvarchar(255), @333 nvarchar(255), @334 nvarchar(500), @335 nvarchar(50), @336 nvarchar(500), @337 nvarchar(500), @338 int, @339 nvarchar(500), @340 nvarchar(500), @341 nvarchar(50), @342 int, @343 nvarchar(20), @344 nvarchar(500), @345 nvarchar(max), @346 bit, @347 bit, @348 nvarchar(max), @349 nvarchar(255), @350 bit, @351 bit, @352 bit, @353 bit, @354 bit, @355 bit, @356 int, @357 bit, @358 nvarchar(500), @359 nvarchar(500), @360 nvarchar(500), @361 nvarchar(50), @362 nvarchar(255), @363 nvarchar(max), @364 nvarchar(255), @365 int, @366 int, @367 datetime2(3), @368 nvarchar(10), @369 int, @370 int, @371 int, @372 int, @373 int, @374 int, @375 int, @376 int, @377 nvarchar(50), @378 nvarchar(500), @379 nvarchar(max), @380 nvarchar(max), @381 nvarchar(max), @382 nvarchar(255), @383 nvarchar(max), @384 nvarchar(255), @385 nvarchar(max), @386 nvarchar(255), @387 nvarchar(max), @388 bit, @389 nvarchar(40), @390 nvarchar(64), @391 int, @392 datetime2(3), @393 datetime2(3), @394 datetime2(3), @395 datetime2(3), @396 datetime2(3), @397 datetime2(3), @398 nvarchar(50), @399 nvarchar(255), @400 nvarchar(50), @401 datetime2(0), @402 nvarchar(50), @403 int, @404 nvarchar(255), @405 nvarchar(50), @406 nvarchar(255), @407 nvarchar(50), @408 nvarchar(255), @409 nvarchar(255), @410 nvarchar(255), @411 nvarchar(50), @412 nvarchar(50), @413 bit, @414 nvarchar(255), @415 nvarchar(20), @416 nvarchar(20), @417 nvarchar(20), @418 nvarchar(20), @419 nvarchar(20), @420 nvarchar(20), @421 nvarchar(20), @422 int, @423 nvarchar(255), @424 nvarchar(255), @425 nvarchar(500), @426 nvarchar(50), @427 nvarchar(20), @428 nvarchar(50), @429 nvarchar(255), @430 nvarchar(255), @431 nvarchar(500), @432 nvarchar(50), @433 nvarchar(500), @434 nvarchar(500), @435 int, @436 nvarchar(500), @437 nvarchar(500), @438 nvarchar(50), @439 int, @440 nvarchar(20), @441 nvarchar(500), @442 nvarchar(max), @443 bit, @444 bit, @445 nvarchar(max), @446 nvarchar(255), @447 bit, @448 bit, @449 bit, @450 bit, @451 bit, @452 bit, @453 int, @454 bit, @455 nvarchar(500), @456 nvarchar(500), @457 nvarchar(500), @458 nvarchar(50), @459 nvarchar(255), @460 nvarchar(max), @461 nvarchar(255), @462 int, @463 int, @464 datetime2(3), @465 nvarchar(10), @466 int, @467 int, @468 int, @469 int, @470 int, @471 int, @472 int, @473 int, @474 nvarchar(50), @475 nvarchar(500), @476 nvarchar(max), @477 nvarchar(max), @478 nvarchar(max), @479 nvarchar(255), @480 nvarchar(max), @481 nvarchar(255), @482 nvarchar(max), @483 nvarchar(255), @484 nvarchar(max), @485 bit
declare @lock int; exec @lock = sp_getapplock @Resource = N'table calls', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [calls] with (updlock, holdlock) set [content_hash] = @2, [placed_campaign] = @3, [placed_at] = @4, [missing_since] = @5, [last_changed] = @7, [updated_at] = @9, [list_name] = @11, [number] = @12, [call_date] = @13, [call_date_rfc3339] = @14, [campaign_id] = @15, [campaign] = @16, [queue_id] = @17, [queue_name] = @18, [ring_group_id] = @19, [ring_group_name] = @20, [ivr_name] = @21, [receptive_name] = @22, [receptive_phone] = @23, [receptive_did] = @24, [has_agent] = @25, [agent] = @26, [acw_time] = @27, [speaking_time] = @28, [ivr_time] = @29, [ivr_after_call_time] = @30, [amd_time] = @31, [waiting_time] = @32, [speaking_with_agent_time] = @33, [route_id] = @34, [route_name] = @35, [route_host] = @36, [route_endpoint] = @37, [route_caller_id] = @38, [billed_time] = @39, [billed_value] = @40, [qualification] = @41, [behavior] = @42, [readable_behavior_text] = @43, [phone_type] = @44, [recording] = @45, [recording_amd] = @46, [status_id] = @47, [readable_status_text] = @48, [readable_amd_status_text] = @49, [mode] = @50, [hangup_cause] = @51, [sip_cause] = @52, [readable_hangup_cause_text] = @53, [feedback] = @54, [recorded] = @55, [ended_by_agent] = @56, [qualification_note] = @57, [sid] = @58, [is_dmc] = @59, [is_unknown] = @60, [is_transferred] = @61, [is_consult] = @62, [is_transfer] = @63, [is_conversion] = @64, [qualification_id] = @65, [consult_cancelled] = @66, [recording_transfer] = @67, [recording_consult] = @68, [recording_after_consult_cancel] = @69, [ivr_digit_pressed] = @70, [record_name] = @71, [transcription] = @72, [ai_evaluation_status] = @73, [agent_id] = @74, [status] = @75, [call_at_utc] = @76, [call_offset] = @77, [acw_seconds] = @78, [speaking_seconds] = @79, [ivr_seconds] = @80, [ivr_after_call_seconds] = @81, [amd_seconds] = @82, [waiting_seconds] = @83, [speaking_with_agent_seconds] = @84, [billed_seconds] = @85, [billed_amount] = cast(@86 as decimal(36, 18)), [route_route] = @87, [consults] = @88, [consult_ids] = @89, [consult] = @90, [consult_id] = @91, [transfer] = @92, [transfer_id] = @93, [parent] = @94, [parent_id] = @95, [ivr_after_call] = @96, [is_final] = @97
where [account] = @1 and [id] = @10 and [content_hash] <> @2;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29, @30, @31, @32, @33, @34, @35, @36, @37, @38, @39, @40, @41, @42, @43, @44, @45, @46, @47, @48, @49, @50, @51, @52, @53, @54, @55, @56, @57, @58, @59, @60, @61, @62, @63, @64, @65, @66, @67, @68, @69, @70, @71, @72, @73, @74, @75, @76, @77, @78, @79, @80, @81, @82, @83, @84, @85, cast(@86 as decimal(36, 18)), @87, @88, @89, @90, @91, @92, @93, @94, @95, @96, @97
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @1 and [id] = @10);
update [calls] with (updlock, holdlock) set [content_hash] = @99, [placed_campaign] = @100, [placed_at] = @101, [missing_since] = @102, [last_changed] = @104, [updated_at] = @106, [list_name] = @108, [number] = @109, [call_date] = @110, [call_date_rfc3339] = @111, [campaign_id] = @112, [campaign] = @113, [queue_id] = @114, [queue_name] = @115, [ring_group_id] = @116, [ring_group_name] = @117, [ivr_name] = @118, [receptive_name] = @119, [receptive_phone] = @120, [receptive_did] = @121, [has_agent] = @122, [agent] = @123, [acw_time] = @124, [speaking_time] = @125, [ivr_time] = @126, [ivr_after_call_time] = @127, [amd_time] = @128, [waiting_time] = @129, [speaking_with_agent_time] = @130, [route_id] = @131, [route_name] = @132, [route_host] = @133, [route_endpoint] = @134, [route_caller_id] = @135, [billed_time] = @136, [billed_value] = @137, [qualification] = @138, [behavior] = @139, [readable_behavior_text] = @140, [phone_type] = @141, [recording] = @142, [recording_amd] = @143, [status_id] = @144, [readable_status_text] = @145, [readable_amd_status_text] = @146, [mode] = @147, [hangup_cause] = @148, [sip_cause] = @149, [readable_hangup_cause_text] = @150, [feedback] = @151, [recorded] = @152, [ended_by_agent] = @153, [qualification_note] = @154, [sid] = @155, [is_dmc] = @156, [is_unknown] = @157, [is_transferred] = @158, [is_consult] = @159, [is_transfer] = @160, [is_conversion] = @161, [qualification_id] = @162, [consult_cancelled] = @163, [recording_transfer] = @164, [recording_consult] = @165, [recording_after_consult_cancel] = @166, [ivr_digit_pressed] = @167, [record_name] = @168, [transcription] = @169, [ai_evaluation_status] = @170, [agent_id] = @171, [status] = @172, [call_at_utc] = @173, [call_offset] = @174, [acw_seconds] = @175, [speaking_seconds] = @176, [ivr_seconds] = @177, [ivr_after_call_seconds] = @178, [amd_seconds] = @179, [waiting_seconds] = @180, [speaking_with_agent_seconds] = @181, [billed_seconds] = @182, [billed_amount] = cast(@183 as decimal(36, 18)), [route_route] = @184, [consults] = @185, [consult_ids] = @186, [consult] = @187, [consult_id] = @188, [transfer] = @189, [transfer_id] = @190, [parent] = @191, [parent_id] = @192, [ivr_after_call] = @193, [is_final] = @194
where [account] = @98 and [id] = @107 and [content_hash] <> @99;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @98, @99, @100, @101, @102, @103, @104, @105, @106, @107, @108, @109, @110, @111, @112, @113, @114, @115, @116, @117, @118, @119, @120, @121, @122, @123, @124, @125, @126, @127, @128, @129, @130, @131, @132, @133, @134, @135, @136, @137, @138, @139, @140, @141, @142, @143, @144, @145, @146, @147, @148, @149, @150, @151, @152, @153, @154, @155, @156, @157, @158, @159, @160, @161, @162, @163, @164, @165, @166, @167, @168, @169, @170, @171, @172, @173, @174, @175, @176, @177, @178, @179, @180, @181, @182, cast(@183 as decimal(36, 18)), @184, @185, @186, @187, @188, @189, @190, @191, @192, @193, @194
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @98 and [id] = @107);
update [calls] with (updlock, holdlock) set [content_hash] = @196, [placed_campaign] = @197, [placed_at] = @198, [missing_since] = @199, [last_changed] = @201, [updated_at] = @203, [list_name] = @205, [number] = @206, [call_date] = @207, [call_date_rfc3339] = @208, [campaign_id] = @209, [campaign] = @210, [queue_id] = @211, [queue_name] = @212, [ring_group_id] = @213, [ring_group_name] = @214, [ivr_name] = @215, [receptive_name] = @216, [receptive_phone] = @217, [receptive_did] = @218, [has_agent] = @219, [agent] = @220, [acw_time] = @221, [speaking_time] = @222, [ivr_time] = @223, [ivr_after_call_time] = @224, [amd_time] = @225, [waiting_time] = @226, [speaking_with_agent_time] = @227, [route_id] = @228, [route_name] = @229, [route_host] = @230, [route_endpoint] = @231, [route_caller_id] = @232, [billed_time] = @233, [billed_value] = @234, [qualification] = @235, [behavior] = @236, [readable_behavior_text] = @237, [phone_type] = @238, [recording] = @239, [recording_amd] = @240, [status_id] = @241, [readable_status_text] = @242, [readable_amd_status_text] = @243, [mode] = @244, [hangup_cause] = @245, [sip_cause] = @246, [readable_hangup_cause_text] = @247, [feedback] = @248, [recorded] = @249, [ended_by_agent] = @250, [qualification_note] = @251, [sid] = @252, [is_dmc] = @253, [is_unknown] = @254, [is_transferred] = @255, [is_consult] = @256, [is_transfer] = @257, [is_conversion] = @258, [qualification_id] = @259, [consult_cancelled] = @260, [recording_transfer] = @261, [recording_consult] = @262, [recording_after_consult_cancel] = @263, [ivr_digit_pressed] = @264, [record_name] = @265, [transcription] = @266, [ai_evaluation_status] = @267, [agent_id] = @268, [status] = @269, [call_at_utc] = @270, [call_offset] = @271, [acw_seconds] = @272, [speaking_seconds] = @273, [ivr_seconds] = @274, [ivr_after_call_seconds] = @275, [amd_seconds] = @276, [waiting_seconds] = @277, [speaking_with_agent_seconds] = @278, [billed_seconds] = @279, [billed_amount] = cast(@280 as decimal(36, 18)), [route_route] = @281, [consults] = @282, [consult_ids] = @283, [consult] = @284, [consult_id] = @285, [transfer] = @286, [transfer_id] = @287, [parent] = @288, [parent_id] = @289, [ivr_after_call] = @290, [is_final] = @291
where [account] = @195 and [id] = @204 and [content_hash] <> @196;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @195, @196, @197, @198, @199, @200, @201, @202, @203, @204, @205, @206, @207, @208, @209, @210, @211, @212, @213, @214, @215, @216, @217, @218, @219, @220, @221, @222, @223, @224, @225, @226, @227, @228, @229, @230, @231, @232, @233, @234, @235, @236, @237, @238, @239, @240, @241, @242, @243, @244, @245, @246, @247, @248, @249, @250, @251, @252, @253, @254, @255, @256, @257, @258, @259, @260, @261, @262, @263, @264, @265, @266, @267, @268, @269, @270, @271, @272, @273, @274, @275, @276, @277, @278, @279, cast(@280 as decimal(36, 18)), @281, @282, @283, @284, @285, @286, @287, @288, @289, @290, @291
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @195 and [id] = @204);
update [calls] with (updlock, holdlock) set [content_hash] = @293, [placed_campaign] = @294, [placed_at] = @295, [missing_since] = @296, [last_changed] = @298, [updated_at] = @300, [list_name] = @302, [number] = @303, [call_date] = @304, [call_date_rfc3339] = @305, [campaign_id] = @306, [campaign] = @307, [queue_id] = @308, [queue_name] = @309, [ring_group_id] = @310, [ring_group_name] = @311, [ivr_name] = @312, [receptive_name] = @313, [receptive_phone] = @314, [receptive_did] = @315, [has_agent] = @316, [agent] = @317, [acw_time] = @318, [speaking_time] = @319, [ivr_time] = @320, [ivr_after_call_time] = @321, [amd_time] = @322, [waiting_time] = @323, [speaking_with_agent_time] = @324, [route_id] = @325, [route_name] = @326, [route_host] = @327, [route_endpoint] = @328, [route_caller_id] = @329, [billed_time] = @330, [billed_value] = @331, [qualification] = @332, [behavior] = @333, [readable_behavior_text] = @334, [phone_type] = @335, [recording] = @336, [recording_amd] = @337, [status_id] = @338, [readable_status_text] = @339, [readable_amd_status_text] = @340, [mode] = @341, [hangup_cause] = @342, [sip_cause] = @343, [readable_hangup_cause_text] = @344, [feedback] = @345, [recorded] = @346, [ended_by_agent] = @347, [qualification_note] = @348, [sid] = @349, [is_dmc] = @350, [is_unknown] = @351, [is_transferred] = @352, [is_consult] = @353, [is_transfer] = @354, [is_conversion] = @355, [qualification_id] = @356, [consult_cancelled] = @357, [recording_transfer] = @358, [recording_consult] = @359, [recording_after_consult_cancel] = @360, [ivr_digit_pressed] = @361, [record_name] = @362, [transcription] = @363, [ai_evaluation_status] = @364, [agent_id] = @365, [status] = @366, [call_at_utc] = @367, [call_offset] = @368, [acw_seconds] = @369, [speaking_seconds] = @370, [ivr_seconds] = @371, [ivr_after_call_seconds] = @372, [amd_seconds] = @373, [waiting_seconds] = @374, [speaking_with_agent_seconds] = @375, [billed_seconds] = @376, [billed_amount] = cast(@377 as decimal(36, 18)), [route_route] = @378, [consults] = @379, [consult_ids] = @380, [consult] = @381, [consult_id] = @382, [transfer] = @383, [transfer_id] = @384, [parent] = @385, [parent_id] = @386, [ivr_after_call] = @387, [is_final] = @388
where [account] = @292 and [id] = @301 and [content_hash] <> @293;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @292, @293, @294, @295, @296, @297, @298, @299, @300, @301, @302, @303, @304, @305, @306, @307, @308, @309, @310, @311, @312, @313, @314, @315, @316, @317, @318, @319, @320, @321, @322, @323, @324, @325, @326, @327, @328, @329, @330, @331, @332, @333, @334, @335, @336, @337, @338, @339, @340, @341, @342, @343, @344, @345, @346, @347, @348, @349, @350, @351, @352, @353, @354, @355, @356, @357, @358, @359, @360, @361, @362, @363, @364, @365, @366, @367, @368, @369, @370, @371, @372, @373, @374, @375, @376, cast(@377 as decimal(36, 18)), @378, @379, @380, @381, @382, @383, @384, @385, @386, @387, @388
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @292 and [id] = @301);
update [calls] with (updlock, holdlock) set [content_hash] = @390, [placed_campaign] = @391, [placed_at] = @392, [missing_since] = @393, [last_changed] = @395, [updated_at] = @397, [list_name] = @399, [number] = @400, [call_date] = @401, [call_date_rfc3339] = @402, [campaign_id] = @403, [campaign] = @404, [queue_id] = @405, [queue_name] = @406, [ring_group_id] = @407, [ring_group_name] = @408, [ivr_name] = @409, [receptive_name] = @410, [receptive_phone] = @411, [receptive_did] = @412, [has_agent] = @413, [agent] = @414, [acw_time] = @415, [speaking_time] = @416, [ivr_time] = @417, [ivr_after_call_time] = @418, [amd_time] = @419, [waiting_time] = @420, [speaking_with_agent_time] = @421, [route_id] = @422, [route_name] = @423, [route_host] = @424, [route_endpoint] = @425, [route_caller_id] = @426, [billed_time] = @427, [billed_value] = @428, [qualification] = @429, [behavior] = @430, [readable_behavior_text] = @431, [phone_type] = @432, [recording] = @433, [recording_amd] = @434, [status_id] = @435, [readable_status_text] = @436, [readable_amd_status_text] = @437, [mode] = @438, [hangup_cause] = @439, [sip_cause] = @440, [readable_hangup_cause_text] = @441, [feedback] = @442, [recorded] = @443, [ended_by_agent] = @444, [qualification_note] = @445, [sid] = @446, [is_dmc] = @447, [is_unknown] = @448, [is_transferred] = @449, [is_consult] = @450, [is_transfer] = @451, [is_conversion] = @452, [qualification_id] = @453, [consult_cancelled] = @454, [recording_transfer] = @455, [recording_consult] = @456, [recording_after_consult_cancel] = @457, [ivr_digit_pressed] = @458, [record_name] = @459, [transcription] = @460, [ai_evaluation_status] = @461, [agent_id] = @462, [status] = @463, [call_at_utc] = @464, [call_offset] = @465, [acw_seconds] = @466, [speaking_seconds] = @467, [ivr_seconds] = @468, [ivr_after_call_seconds] = @469, [amd_seconds] = @470, [waiting_seconds] = @471, [speaking_with_agent_seconds] = @472, [billed_seconds] = @473, [billed_amount] = cast(@474 as decimal(36, 18)), [route_route] = @475, [consults] = @476, [consult_ids] = @477, [consult] = @478, [consult_id] = @479, [transfer] = @480, [transfer_id] = @481, [parent] = @482, [parent_id] = @483, [ivr_after_call] = @484, [is_final] = @485
where [account] = @389 and [id] = @398 and [content_hash] <> @390;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @389, @390, @391, @392, @393, @394, @395, @396, @397, @398, @399, @400, @401, @402, @403, @404, @405, @406, @407, @408, @409, @410, @411, @412, @413, @414, @415, @416, @417, @418, @419, @420, @421, @422, @423, @424, @425, @426, @427, @428, @429, @430, @431, @432, @433, @434, @435, @436, @437, @438, @439, @440, @441, @442, @443, @444, @445, @446, @447, @448, @449, @450, @451, @452, @453, @454, @455, @456, @457, @458, @459, @460, @461, @462, @463, @464, @465, @466, @467, @468, @469, @470, @471, @472, @473, cast(@474 as decimal(36, 18)), @475, @476, @477, @478, @479, @480, @481, @482, @483, @484, @485
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @389 and [id] = @398);
-- statement 6010a8ff828e
select "owed" from "consultants" order by "owed"
-- statement 652b6a705f2c
create unique index "uq_consultants_email" on "consultants" ("email_key") where "email_key" is not null
-- statement 66c45b71ae44
create table "mailing_data" ("id" int identity(1, 1) primary key, "account" nvarchar(40) collate Latin1_General_100_BIN2 not null, "call_id" nvarchar(50) collate Latin1_General_100_BIN2 not null, "content_hash" nvarchar(64) collate Latin1_General_100_BIN2 not null, "created_at" datetime2(3) not null, "updated_at" datetime2(3) not null, "_id" nvarchar(50) collate Latin1_General_100_BIN2 not null, "copy" int not null, "identifier" nvarchar(50), "campaign_id" int, "company_id" int, "list_id" int, "uf" nvarchar(10), "phone" nvarchar(50), "dialed_phone" int, "dialed_identifier" int, "on_calling" int, "column_position" int, "row_position" int, "estrategia" nvarchar(255), "razao_social" nvarchar(255), "nome_fantasia" nvarchar(255), "valor_conta" nvarchar(100), "cidade" nvarchar(255), "cep" nvarchar(20), "uf_mailing" nvarchar(10), "socio" nvarchar(255), "cpf" nvarchar(50), "data_json" nvarchar(max), "values_json" nvarchar(max) not null, constraint "uq_mailing_data" unique ("call_id", "account", "_id", "copy"), constraint "fk_mailing_data_call" foreign key ("account", "call_id") references "calls" ("account", "id") on delete cascade)
-- statement 681137a91182
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 int, @5 int, @6 int, @7 int, @8 int, @9 int, @10 int, @11 int, @12 int, @13 int, @14 int, @15 int, @16 int, @17 int, @18 int, @19 int, @20 int
update "execution_logs" set "status" = @1, "error_message" = @2, "ended_at" = @3, "execution_time_seconds" = @4, "windows_total" = @5, "windows_complete" = @6, "windows_partial" = @7, "windows_failed" = @8, "pages" = @9, "expected_rows" = @10, "rows_fetched" = @11, "rows_inserted" = @12, "rows_updated" = @13, "rows_unchanged" = @14, "rows_quarantined" = @15, "rows_failed" = @16, "total_records" = @17, "successful_records" = @18, "failed_records" = @19 where "id" = @20
-- statement 68d96cd7ddd6
select "id" from "consultant_answers" order by "id"
-- statement 69b8b8683645
-- with @1 int
select top(4) * from "consultant_handovers" where "protocol_id" < @1 order by "protocol_id" desc
-- statement 6b3bf5d9bf70
-- with @1 nvarchar(4000)
select top(3) * from "alerts" where "integration" = @1 order by "id" desc
-- statement 6cc2037f08f4
-- with @1 int, @2 int, @3 nvarchar(4000), @4 int
update "consultants" set "in_rotation" = @1, "version" = @2, "updated_at" = @3 where "id" = @4
-- statement 6cf4b860695d
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000)
delete from "access_answers" where "id" = @1 and ("expires_at" <= @2 or ("answer" is null and "claimed_until" <= @3))
-- statement 6cf634686825
-- with @1 int, @2 int, @3 nvarchar(100), @4 nvarchar(40), @5 int, @6 datetime2(3), @7 datetime2(3), @8 nvarchar(32), @9 int, @10 int, @11 int, @12 nvarchar(100), @13 nvarchar(40), @14 int, @15 datetime2(3), @16 datetime2(3), @17 nvarchar(32), @18 int, @19 int, @20 int, @21 nvarchar(100), @22 nvarchar(40), @23 int, @24 datetime2(3), @25 datetime2(3), @26 nvarchar(32), @27 int, @28 int, @29 int, @30 nvarchar(100), @31 nvarchar(40), @32 int, @33 datetime2(3), @34 datetime2(3), @35 nvarchar(32), @36 int, @37 int, @38 int, @39 nvarchar(100), @40 nvarchar(40), @41 int, @42 datetime2(3), @43 datetime2(3), @44 nvarchar(32), @45 int
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_windows', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [call_windows] ([execution_id], [ordinal], [batch], [account], [campaign_id], [from_utc], [to_utc], [state], [expected_total])
select @1, @2, @3, @4, @5, @6, @7, @8, @9
where not exists (select 1 from [call_windows] with (updlock, holdlock) where [execution_id] = @1 and [ordinal] = @2);
insert into [call_windows] ([execution_id], [ordinal], [batch], [account], [campaign_id], [from_utc], [to_utc], [state], [expected_total])
select @10, @11, @12, @13, @14, @15, @16, @17, @18
where not exists (select 1 from [call_windows] with (updlock, holdlock) where [execution_id] = @10 and [ordinal] = @11);
insert into [call_windows] ([execution_id], [ordinal], [batch], [account], [campaign_id], [from_utc], [to_utc], [state], [expected_total])
select @19, @20, @21, @22, @23, @24, @25, @26, @27
where not exists (select 1 from [call_windows] with (updlock, holdlock) where [execution_id] = @19 and [ordinal] = @20);
insert into [call_windows] ([execution_id], [ordinal], [batch], [account], [campaign_id], [from_utc], [to_utc], [state], [expected_total])
select @28, @29, @30, @31, @32, @33, @34, @35, @36
where not exists (select 1 from [call_windows] with (updlock, holdlock) where [execution_id] = @28 and [ordinal] = @29);
insert into [call_windows] ([execution_id], [ordinal], [batch], [account], [campaign_id], [from_utc], [to_utc], [state], [expected_total])
select @37, @38, @39, @40, @41, @42, @43, @44, @45
where not exists (select 1 from [call_windows] with (updlock, holdlock) where [execution_id] = @37 and [ordinal] = @38);
-- statement 6dbe64b2d52c
-- with @1 nvarchar(4000)
delete from "access_sessions" where "user_id" = @1
-- statement 6e70fc0afcc2
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 nvarchar(4000), @6 nvarchar(4000), @7 int, @8 nvarchar(4000), @9 int
update "consultants" set "name" = @1, "email" = @2, "email_key" = @3, "phone" = @4, "pipedrive_id" = @5, "deleted_at" = @6, "version" = @7, "updated_at" = @8 where "id" = @9
-- statement 70bd3dc80e51
create table "access_api_keys" ("id" nvarchar(36) collate Latin1_General_100_BIN2 not null primary key, "name" nvarchar(60) not null, "prefix" nvarchar(20) collate Latin1_General_100_BIN2 not null, "key_hash" nvarchar(64) collate Latin1_General_100_BIN2 not null unique, "integration" nvarchar(60) collate Latin1_General_100_BIN2 not null, "role" nvarchar(20) collate Latin1_General_100_BIN2 not null, "created_at" datetime2(3) not null)
-- statement 72878b8f988a
-- with @1 nvarchar(4000), @2 nvarchar(4000)
delete from "access_answers" where "id" = @1 and "owner" = @2
-- statement 742b3f48343f
select count(*) as "found" from "calls"
-- statement 74a542dae837
select top(2) * from "calls" order by "placed_at", "id", "account"
-- statement 74b21ff3748e
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_oddities', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [account], [call_id], [field], [rule], [original], cast([execution_id] as int) as [execution_id]
into #stage from [call_oddities];
-- statement 74e054d2c6cf
select top (0) [account], [call_id], [content_hash], [fetched_at], [execution_id], [raw] from [call_raw];
-- statement 75856e037280
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000)
insert into "protocol_series" ("series", "last_number", "last_issued_at") values (@1, @2, @3)
-- statement 76039a53371c
select "topic", count(*) as "waiting", min("created_at") as "oldest" from "outbox" where "done_at" is null group by "topic"
-- statement 7609967b5f17
select top (0) [integration], [kind], [unit], [detail], [raised_at], [last_seen_at], [cleared_at] from [alerts];
-- statement 76f391c4532c
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 int, @4 int, @5 nvarchar(4000), @6 nvarchar(4000), @7 int, @8 nvarchar(4000), @9 nvarchar(4000)
insert into "protocols" ("number", "series", "sequence", "consultant_id", "origin", "language", "version", "created_at", "updated_at") output inserted.id as "id" values (@1, @2, @3, @4, @5, @6, @7, @8, @9)
-- statement 7bdcf1352806
select count(*) as "found" from "consultant_handovers"
-- statement 7be62523c724
-- with @1 nvarchar(4000)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table consultants', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; select "id", "presence_until" from "consultants" with (updlock, holdlock, rowlock) where "presence_until" <= @1 and "deleted_at" is null
-- statement 7cc8e2ea2c2c
select "id" from "access_sessions"
-- statement 7cd699daa299
-- with @1 nvarchar(4000), @2 nvarchar(4000)
delete from "call_oddities" where "account" = @1 and "call_id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'))
-- statement 7cff418c9626
select top (0) [account], [outcome], [events], [last_at] from [call_events];
-- statement 7d5ebd33dc2c
-- with @1 int, @2 nvarchar(40), @3 nvarchar(max), @4 nvarchar(32), @5 int, @6 int, @7 datetime2(3), @8 bit, @9 datetime2(3)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table consultant_handovers', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [consultant_handovers] ([protocol_id], [number], [language], [phase], [offer_no], [consultant_id], [requested_at], [call_back_promised], [updated_at])
select @1, @2, @3, @4, @5, @6, @7, @8, @9
where not exists (select 1 from [consultant_handovers] with (updlock, holdlock) where [protocol_id] = @1);
-- statement 7e8bee021cfb
-- with @1 nvarchar(4000)
select top(1) * from "execution_logs" where "workflow_id" = @1 order by "id" desc
-- statement 7f23c485e7f1
-- with @1 int
select * from "call_quarantine" where "id" = @1
-- statement 800f5585b123
-- with @1 nvarchar(40), @2 nvarchar(64), @3 int, @4 datetime2(3), @5 datetime2(3), @6 datetime2(3), @7 datetime2(3), @8 datetime2(3), @9 datetime2(3), @10 nvarchar(50), @11 nvarchar(255), @12 nvarchar(50), @13 datetime2(0), @14 nvarchar(50), @15 int, @16 nvarchar(255), @17 nvarchar(50), @18 nvarchar(255), @19 nvarchar(50), @20 nvarchar(255), @21 nvarchar(255), @22 nvarchar(255), @23 nvarchar(50), @24 nvarchar(50), @25 bit, @26 nvarchar(255), @27 nvarchar(20), @28 nvarchar(20), @29 nvarchar(20), @30 nvarchar(20), @31 nvarchar(20), @32 nvarchar(20), @33 nvarchar(20), @34 int, @35 nvarchar(255), @36 nvarchar(255), @37 nvarchar(500), @38 nvarchar(50), @39 nvarchar(20), @40 nvarchar(50), @41 nvarchar(255), @42 nvarchar(255), @43 nvarchar(500), @44 nvarchar(50), @45 nvarchar(500), @46 nvarchar(500), @47 int, @48 nvarchar(500), @49 nvarchar(500), @50 nvarchar(50), @51 int, @52 nvarchar(20), @53 nvarchar(500), @54 nvarchar(max), @55 bit, @56 bit, @57 nvarchar(max), @58 nvarchar(255), @59 bit, @60 bit, @61 bit, @62 bit, @63 bit, @64 bit, @65 int, @66 bit, @67 nvarchar(500), @68 nvarchar(500), @69 nvarchar(500), @70 nvarchar(50), @71 nvarchar(255), @72 nvarchar(max), @73 nvarchar(255), @74 int, @75 int, @76 datetime2(3), @77 nvarchar(10), @78 int, @79 int, @80 int, @81 int, @82 int, @83 int, @84 int, @85 int, @86 nvarchar(50), @87 nvarchar(500), @88 nvarchar(max), @89 nvarchar(max), @90 nvarchar(max), @91 nvarchar(255), @92 nvarchar(max), @93 nvarchar(255), @94 nvarchar(max), @95 nvarchar(255), @96 nvarchar(max), @97 bit, @98 nvarchar(40), @99 nvarchar(64), @100 int, @101 datetime2(3), @102 datetime2(3), @103 datetime2(3), @104 datetime2(3), @105 datetime2(3), @106 datetime2(3), @107 nvarchar(50), @108 nvarchar(255), @109 nvarchar(50), @110 datetime2(0), @111 nvarchar(50), @112 int, @113 nvarchar(255), @114 nvarchar(50), @115 nvarchar(255), @116 nvarchar(50), @117 nvarchar(255), @118 nvarchar(255), @119 nvarchar(255), @120 nvarchar(50), @121 nvarchar(50), @122 bit, @123 nvarchar(255), @124 nvarchar(20), @125 nvarchar(20), @126 nvarchar(20), @127 nvarchar(20), @128 nvarchar(20), @129 nvarchar(20), @130 nvarchar(20), @131 int, @132 nvarchar(255), @133 nvarchar(255), @134 nvarchar(500), @135 nvarchar(50), @136 nvarchar(20), @137 nvarchar(50), @138 nvarchar(255), @139 nvarchar(255), @140 nvarchar(500), @141 nvarchar(50), @142 nvarchar(500), @143 nvarchar(500), @144 int, @145 nvarchar(500), @146 nvarchar(500), @147 nvarchar(50), @148 int, @149 nvarchar(20), @150 nvarchar(500), @151 nvarchar(max), @152 bit, @153 bit, @154 nvarchar(max), @155 nvarchar(255), @156 bit, @157 bit, @158 bit, @159 bit, @160 bit, @161 bit, @162 int, @163 bit, @164 nvarchar(500), @165 nvarchar(500), @166 nvarchar(500), @167 nvarchar(50), @168 nvarchar(255), @169 nvarchar(max), @170 nvarchar(255), @171 int, @172 int, @173 datetime2(3), @174 nvarchar(10), @175 int, @176 int, @177 int, @178 int, @179 int, @180 int, @181 int, @182 int, @183 nvarchar(50), @184 nvarchar(500), @185 nvarchar(max), @186 nvarchar(max), @187 nvarchar(max), @188 nvarchar(255), @189 nvarchar(max), @190 nvarchar(255), @191 nvarchar(max), @192 nvarchar(255), @193 nvarchar(max), @194 bit, @195 nvarchar(40), @196 nvarchar(64), @197 int, @198 datetime2(3), @199 datetime2(3), @200 datetime2(3), @201 datetime2(3), @202 datetime2(3), @203 datetime2(3), @204 nvarchar(50), @205 nvarchar(255), @206 nvarchar(50), @207 datetime2(0), @208 nvarchar(50), @209 int, @210 nvarchar(255), @211 nvarchar(50), @212 nvarchar(255), @213 nvarchar(50), @214 nvarchar(255), @215 nvarchar(255), @216 nvarchar(255), @217 nvarchar(50), @218 nvarchar(50), @219 bit, @220 nvarchar(255), @221 nvarchar(20), @222 nvarchar(20), @223 nvarchar(20), @224 nvarchar(20), @225 nvarchar(20), @226 nvarchar(20), @227 nvarchar(20), @228 int, @229 nvarchar(255), @230 nvarchar(255), @231 nvarchar(500), @232 nvarchar(50), @233 nvarchar(20), @234 nvarchar(50), @235 nvarchar(255), @236 nvarchar(255), @237 nvarchar(500), @238 nvarchar(50), @239 nvarchar(500), @240 nvarchar(500), @241 int, @242 nvarchar(500), @243 nvarchar(500), @244 nvarchar(50), @245 int, @246 nvarchar(20), @247 nvarchar(500), @248 nvarchar(max), @249 bit, @250 bit, @251 nvarchar(max), @252 nvarchar(255), @253 bit, @254 bit, @255 bit, @256 bit, @257 bit, @258 bit, @259 int, @260 bit, @261 nvarchar(500), @262 nvarchar(500), @263 nvarchar(500), @264 nvarchar(50), @265 nvarchar(255), @266 nvarchar(max), @267 nvarchar(255), @268 int, @269 int, @270 datetime2(3), @271 nvarchar(10), @272 int, @273 int, @274 int, @275 int, @276 int, @277 int, @278 int, @279 int, @280 nvarchar(50), @281 nvarchar(500), @282 nvarchar(max), @283 nvarchar(max), @284 nvarchar(max), @285 nvarchar(255), @286 nvarchar(max), @287 nvarchar(255), @288 nvarchar(max), @289 nvarchar(255), @290 nvarchar(max), @291 bit, @292 nvarchar(40), @293 nvarchar(64), @294 int, @295 datetime2(3), @296 datetime2(3), @297 datetime2(3), @298 datetime2(3), @299 datetime2(3), @300 datetime2(3), @301 nvarchar(50), @302 nvarchar(255), @303 nvarchar(50), @304 datetime2(0), @305 nvarchar(50), @306 int, @307 nvarchar(255), @308 nvarchar(50), @309 nvarchar(255), @310 nvarchar(50), @311 nvarchar(255), @312 nvarchar(255), @313 nvarchar(255), @314 nvarchar(50), @315 nvarchar(50), @316 bit, @317 nvarchar(255), @318 nvarchar(20), @319 nvarchar(20), @320 nvarchar(20), @321 nvarchar(20), @322 nvarchar(20), @323 nvarchar(20), @324 nvarchar(20), @325 int, @326 nvarchar(255), @327 nvarchar(255), @328 nvarchar(500), @329 nvarchar(50), @330 nvarchar(20), @331 nvarchar(50), @332 nvarchar(255), @333 nvarchar(255), @334 nvarchar(500), @335 nvarchar(50), @336 nvarchar(500), @337 nvarchar(500), @338 int, @339 nvarchar(500), @340 nvarchar(500), @341 nvarchar(50), @342 int, @343 nvarchar(20), @344 nvarchar(500), @345 nvarchar(max), @346 bit, @347 bit, @348 nvarchar(max), @349 nvarchar(255), @350 bit, @351 bit, @352 bit, @353 bit, @354 bit, @355 bit, @356 int, @357 bit, @358 nvarchar(500), @359 nvarchar(500), @360 nvarchar(500), @361 nvarchar(50), @362 nvarchar(255), @363 nvarchar(max), @364 nvarchar(255), @365 int, @366 int, @367 datetime2(3), @368 nvarchar(10), @369 int, @370 int, @371 int, @372 int, @373 int, @374 int, @375 int, @376 int, @377 nvarchar(50), @378 nvarchar(500), @379 nvarchar(max), @380 nvarchar(max), @381 nvarchar(max), @382 nvarchar(255), @383 nvarchar(max), @384 nvarchar(255), @385 nvarchar(max), @386 nvarchar(255), @387 nvarchar(max), @388 bit, @389 nvarchar(40), @390 nvarchar(64), @391 int, @392 datetime2(3), @393 datetime2(3), @394 datetime2(3), @395 datetime2(3), @396 datetime2(3), @397 datetime2(3), @398 nvarchar(50), @399 nvarchar(255), @400 nvarchar(50), @401 datetime2(0), @402 nvarchar(50), @403 int, @404 nvarchar(255), @405 nvarchar(50), @406 nvarchar(255), @407 nvarchar(50), @408 nvarchar(255), @409 nvarchar(255), @410 nvarchar(255), @411 nvarchar(50), @412 nvarchar(50), @413 bit, @414 nvarchar(255), @415 nvarchar(20), @416 nvarchar(20), @417 nvarchar(20), @418 nvarchar(20), @419 nvarchar(20), @420 nvarchar(20), @421 nvarchar(20), @422 int, @423 nvarchar(255), @424 nvarchar(255), @425 nvarchar(500), @426 nvarchar(50), @427 nvarchar(20), @428 nvarchar(50), @429 nvarchar(255), @430 nvarchar(255), @431 nvarchar(500), @432 nvarchar(50), @433 nvarchar(500), @434 nvarchar(500), @435 int, @436 nvarchar(500), @437 nvarchar(500), @438 nvarchar(50), @439 int, @440 nvarchar(20), @441 nvarchar(500), @442 nvarchar(max), @443 bit, @444 bit, @445 nvarchar(max), @446 nvarchar(255), @447 bit, @448 bit, @449 bit, @450 bit, @451 bit, @452 bit, @453 int, @454 bit, @455 nvarchar(500), @456 nvarchar(500), @457 nvarchar(500), @458 nvarchar(50), @459 nvarchar(255), @460 nvarchar(max), @461 nvarchar(255), @462 int, @463 int, @464 datetime2(3), @465 nvarchar(10), @466 int, @467 int, @468 int, @469 int, @470 int, @471 int, @472 int, @473 int, @474 nvarchar(50), @475 nvarchar(500), @476 nvarchar(max), @477 nvarchar(max), @478 nvarchar(max), @479 nvarchar(255), @480 nvarchar(max), @481 nvarchar(255), @482 nvarchar(max), @483 nvarchar(255), @484 nvarchar(max), @485 bit, @486 nvarchar(40), @487 nvarchar(64), @488 int, @489 datetime2(3), @490 datetime2(3), @491 datetime2(3), @492 datetime2(3), @493 datetime2(3), @494 datetime2(3), @495 nvarchar(50), @496 nvarchar(255), @497 nvarchar(50), @498 datetime2(0), @499 nvarchar(50), @500 int, @501 nvarchar(255), @502 nvarchar(50), @503 nvarchar(255), @504 nvarchar(50), @505 nvarchar(255), @506 nvarchar(255), @507 nvarchar(255), @508 nvarchar(50), @509 nvarchar(50), @510 bit, @511 nvarchar(255), @512 nvarchar(20), @513 nvarchar(20), @514 nvarchar(20), @515 nvarchar(20), @516 nvarchar(20), @517 nvarchar(20), @518 nvarchar(20), @519 int, @520 nvarchar(255), @521 nvarchar(255), @522 nvarchar(500), @523 nvarchar(50), @524 nvarchar(20), @525 nvarchar(50), @526 nvarchar(255), @527 nvarchar(255), @528 nvarchar(500), @529 nvarchar(50), @530 nvarchar(500), @531 nvarchar(500), @532 int, @533 nvarchar(500), @534 nvarchar(500), @535 nvarchar(50), @536 int, @537 nvarchar(20), @538 nvarchar(500), @539 nvarchar(max), @540 bit, @541 bit, @542 nvarchar(max), @543 nvarchar(255), @544 bit, @545 bit, @546 bit, @547 bit, @548 bit, @549 bit, @550 int, @551 bit, @552 nvarchar(500), @553 nvarchar(500), @554 nvarchar(500), @555 nvarchar(50), @556 nvarchar(255), @557 nvarchar(max), @558 nvarchar(255), @559 int, @560 int, @561 datetime2(3), @562 nvarchar(10), @563 int, @564 int, @565 int, @566 int, @567 int, @568 int, @569 int, @570 int, @571 nvarchar(50), @572 nvarchar(500), @573 nvarchar(max), @574 nvarchar(max), @575 nvarchar(max), @576 nvarchar(255), @577 nvarchar(max), @578 nvarchar(255), @579 nvarchar(max), @580 nvarchar(255), @581 nvarchar(max), @582 bit
declare @lock int; exec @lock = sp_getapplock @Resource = N'table calls', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [calls] with (updlock, holdlock) set [content_hash] = @2, [placed_campaign] = @3, [placed_at] = @4, [missing_since] = @5, [last_changed] = @7, [updated_at] = @9, [list_name] = @11, [number] = @12, [call_date] = @13, [call_date_rfc3339] = @14, [campaign_id] = @15, [campaign] = @16, [queue_id] = @17, [queue_name] = @18, [ring_group_id] = @19, [ring_group_name] = @20, [ivr_name] = @21, [receptive_name] = @22, [receptive_phone] = @23, [receptive_did] = @24, [has_agent] = @25, [agent] = @26, [acw_time] = @27, [speaking_time] = @28, [ivr_time] = @29, [ivr_after_call_time] = @30, [amd_time] = @31, [waiting_time] = @32, [speaking_with_agent_time] = @33, [route_id] = @34, [route_name] = @35, [route_host] = @36, [route_endpoint] = @37, [route_caller_id] = @38, [billed_time] = @39, [billed_value] = @40, [qualification] = @41, [behavior] = @42, [readable_behavior_text] = @43, [phone_type] = @44, [recording] = @45, [recording_amd] = @46, [status_id] = @47, [readable_status_text] = @48, [readable_amd_status_text] = @49, [mode] = @50, [hangup_cause] = @51, [sip_cause] = @52, [readable_hangup_cause_text] = @53, [feedback] = @54, [recorded] = @55, [ended_by_agent] = @56, [qualification_note] = @57, [sid] = @58, [is_dmc] = @59, [is_unknown] = @60, [is_transferred] = @61, [is_consult] = @62, [is_transfer] = @63, [is_conversion] = @64, [qualification_id] = @65, [consult_cancelled] = @66, [recording_transfer] = @67, [recording_consult] = @68, [recording_after_consult_cancel] = @69, [ivr_digit_pressed] = @70, [record_name] = @71, [transcription] = @72, [ai_evaluation_status] = @73, [agent_id] = @74, [status] = @75, [call_at_utc] = @76, [call_offset] = @77, [acw_seconds] = @78, [speaking_seconds] = @79, [ivr_seconds] = @80, [ivr_after_call_seconds] = @81, [amd_seconds] = @82, [waiting_seconds] = @83, [speaking_with_agent_seconds] = @84, [billed_seconds] = @85, [billed_amount] = cast(@86 as decimal(36, 18)), [route_route] = @87, [consults] = @88, [consult_ids] = @89, [consult] = @90, [consult_id] = @91, [transfer] = @92, [transfer_id] = @93, [parent] = @94, [parent_id] = @95, [ivr_after_call] = @96, [is_final] = @97
where [account] = @1 and [id] = @10 and [content_hash] <> @2;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29, @30, @31, @32, @33, @34, @35, @36, @37, @38, @39, @40, @41, @42, @43, @44, @45, @46, @47, @48, @49, @50, @51, @52, @53, @54, @55, @56, @57, @58, @59, @60, @61, @62, @63, @64, @65, @66, @67, @68, @69, @70, @71, @72, @73, @74, @75, @76, @77, @78, @79, @80, @81, @82, @83, @84, @85, cast(@86 as decimal(36, 18)), @87, @88, @89, @90, @91, @92, @93, @94, @95, @96, @97
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @1 and [id] = @10);
update [calls] with (updlock, holdlock) set [content_hash] = @99, [placed_campaign] = @100, [placed_at] = @101, [missing_since] = @102, [last_changed] = @104, [updated_at] = @106, [list_name] = @108, [number] = @109, [call_date] = @110, [call_date_rfc3339] = @111, [campaign_id] = @112, [campaign] = @113, [queue_id] = @114, [queue_name] = @115, [ring_group_id] = @116, [ring_group_name] = @117, [ivr_name] = @118, [receptive_name] = @119, [receptive_phone] = @120, [receptive_did] = @121, [has_agent] = @122, [agent] = @123, [acw_time] = @124, [speaking_time] = @125, [ivr_time] = @126, [ivr_after_call_time] = @127, [amd_time] = @128, [waiting_time] = @129, [speaking_with_agent_time] = @130, [route_id] = @131, [route_name] = @132, [route_host] = @133, [route_endpoint] = @134, [route_caller_id] = @135, [billed_time] = @136, [billed_value] = @137, [qualification] = @138, [behavior] = @139, [readable_behavior_text] = @140, [phone_type] = @141, [recording] = @142, [recording_amd] = @143, [status_id] = @144, [readable_status_text] = @145, [readable_amd_status_text] = @146, [mode] = @147, [hangup_cause] = @148, [sip_cause] = @149, [readable_hangup_cause_text] = @150, [feedback] = @151, [recorded] = @152, [ended_by_agent] = @153, [qualification_note] = @154, [sid] = @155, [is_dmc] = @156, [is_unknown] = @157, [is_transferred] = @158, [is_consult] = @159, [is_transfer] = @160, [is_conversion] = @161, [qualification_id] = @162, [consult_cancelled] = @163, [recording_transfer] = @164, [recording_consult] = @165, [recording_after_consult_cancel] = @166, [ivr_digit_pressed] = @167, [record_name] = @168, [transcription] = @169, [ai_evaluation_status] = @170, [agent_id] = @171, [status] = @172, [call_at_utc] = @173, [call_offset] = @174, [acw_seconds] = @175, [speaking_seconds] = @176, [ivr_seconds] = @177, [ivr_after_call_seconds] = @178, [amd_seconds] = @179, [waiting_seconds] = @180, [speaking_with_agent_seconds] = @181, [billed_seconds] = @182, [billed_amount] = cast(@183 as decimal(36, 18)), [route_route] = @184, [consults] = @185, [consult_ids] = @186, [consult] = @187, [consult_id] = @188, [transfer] = @189, [transfer_id] = @190, [parent] = @191, [parent_id] = @192, [ivr_after_call] = @193, [is_final] = @194
where [account] = @98 and [id] = @107 and [content_hash] <> @99;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @98, @99, @100, @101, @102, @103, @104, @105, @106, @107, @108, @109, @110, @111, @112, @113, @114, @115, @116, @117, @118, @119, @120, @121, @122, @123, @124, @125, @126, @127, @128, @129, @130, @131, @132, @133, @134, @135, @136, @137, @138, @139, @140, @141, @142, @143, @144, @145, @146, @147, @148, @149, @150, @151, @152, @153, @154, @155, @156, @157, @158, @159, @160, @161, @162, @163, @164, @165, @166, @167, @168, @169, @170, @171, @172, @173, @174, @175, @176, @177, @178, @179, @180, @181, @182, cast(@183 as decimal(36, 18)), @184, @185, @186, @187, @188, @189, @190, @191, @192, @193, @194
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @98 and [id] = @107);
update [calls] with (updlock, holdlock) set [content_hash] = @196, [placed_campaign] = @197, [placed_at] = @198, [missing_since] = @199, [last_changed] = @201, [updated_at] = @203, [list_name] = @205, [number] = @206, [call_date] = @207, [call_date_rfc3339] = @208, [campaign_id] = @209, [campaign] = @210, [queue_id] = @211, [queue_name] = @212, [ring_group_id] = @213, [ring_group_name] = @214, [ivr_name] = @215, [receptive_name] = @216, [receptive_phone] = @217, [receptive_did] = @218, [has_agent] = @219, [agent] = @220, [acw_time] = @221, [speaking_time] = @222, [ivr_time] = @223, [ivr_after_call_time] = @224, [amd_time] = @225, [waiting_time] = @226, [speaking_with_agent_time] = @227, [route_id] = @228, [route_name] = @229, [route_host] = @230, [route_endpoint] = @231, [route_caller_id] = @232, [billed_time] = @233, [billed_value] = @234, [qualification] = @235, [behavior] = @236, [readable_behavior_text] = @237, [phone_type] = @238, [recording] = @239, [recording_amd] = @240, [status_id] = @241, [readable_status_text] = @242, [readable_amd_status_text] = @243, [mode] = @244, [hangup_cause] = @245, [sip_cause] = @246, [readable_hangup_cause_text] = @247, [feedback] = @248, [recorded] = @249, [ended_by_agent] = @250, [qualification_note] = @251, [sid] = @252, [is_dmc] = @253, [is_unknown] = @254, [is_transferred] = @255, [is_consult] = @256, [is_transfer] = @257, [is_conversion] = @258, [qualification_id] = @259, [consult_cancelled] = @260, [recording_transfer] = @261, [recording_consult] = @262, [recording_after_consult_cancel] = @263, [ivr_digit_pressed] = @264, [record_name] = @265, [transcription] = @266, [ai_evaluation_status] = @267, [agent_id] = @268, [status] = @269, [call_at_utc] = @270, [call_offset] = @271, [acw_seconds] = @272, [speaking_seconds] = @273, [ivr_seconds] = @274, [ivr_after_call_seconds] = @275, [amd_seconds] = @276, [waiting_seconds] = @277, [speaking_with_agent_seconds] = @278, [billed_seconds] = @279, [billed_amount] = cast(@280 as decimal(36, 18)), [route_route] = @281, [consults] = @282, [consult_ids] = @283, [consult] = @284, [consult_id] = @285, [transfer] = @286, [transfer_id] = @287, [parent] = @288, [parent_id] = @289, [ivr_after_call] = @290, [is_final] = @291
where [account] = @195 and [id] = @204 and [content_hash] <> @196;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @195, @196, @197, @198, @199, @200, @201, @202, @203, @204, @205, @206, @207, @208, @209, @210, @211, @212, @213, @214, @215, @216, @217, @218, @219, @220, @221, @222, @223, @224, @225, @226, @227, @228, @229, @230, @231, @232, @233, @234, @235, @236, @237, @238, @239, @240, @241, @242, @243, @244, @245, @246, @247, @248, @249, @250, @251, @252, @253, @254, @255, @256, @257, @258, @259, @260, @261, @262, @263, @264, @265, @266, @267, @268, @269, @270, @271, @272, @273, @274, @275, @276, @277, @278, @279, cast(@280 as decimal(36, 18)), @281, @282, @283, @284, @285, @286, @287, @288, @289, @290, @291
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @195 and [id] = @204);
update [calls] with (updlock, holdlock) set [content_hash] = @293, [placed_campaign] = @294, [placed_at] = @295, [missing_since] = @296, [last_changed] = @298, [updated_at] = @300, [list_name] = @302, [number] = @303, [call_date] = @304, [call_date_rfc3339] = @305, [campaign_id] = @306, [campaign] = @307, [queue_id] = @308, [queue_name] = @309, [ring_group_id] = @310, [ring_group_name] = @311, [ivr_name] = @312, [receptive_name] = @313, [receptive_phone] = @314, [receptive_did] = @315, [has_agent] = @316, [agent] = @317, [acw_time] = @318, [speaking_time] = @319, [ivr_time] = @320, [ivr_after_call_time] = @321, [amd_time] = @322, [waiting_time] = @323, [speaking_with_agent_time] = @324, [route_id] = @325, [route_name] = @326, [route_host] = @327, [route_endpoint] = @328, [route_caller_id] = @329, [billed_time] = @330, [billed_value] = @331, [qualification] = @332, [behavior] = @333, [readable_behavior_text] = @334, [phone_type] = @335, [recording] = @336, [recording_amd] = @337, [status_id] = @338, [readable_status_text] = @339, [readable_amd_status_text] = @340, [mode] = @341, [hangup_cause] = @342, [sip_cause] = @343, [readable_hangup_cause_text] = @344, [feedback] = @345, [recorded] = @346, [ended_by_agent] = @347, [qualification_note] = @348, [sid] = @349, [is_dmc] = @350, [is_unknown] = @351, [is_transferred] = @352, [is_consult] = @353, [is_transfer] = @354, [is_conversion] = @355, [qualification_id] = @356, [consult_cancelled] = @357, [recording_transfer] = @358, [recording_consult] = @359, [recording_after_consult_cancel] = @360, [ivr_digit_pressed] = @361, [record_name] = @362, [transcription] = @363, [ai_evaluation_status] = @364, [agent_id] = @365, [status] = @366, [call_at_utc] = @367, [call_offset] = @368, [acw_seconds] = @369, [speaking_seconds] = @370, [ivr_seconds] = @371, [ivr_after_call_seconds] = @372, [amd_seconds] = @373, [waiting_seconds] = @374, [speaking_with_agent_seconds] = @375, [billed_seconds] = @376, [billed_amount] = cast(@377 as decimal(36, 18)), [route_route] = @378, [consults] = @379, [consult_ids] = @380, [consult] = @381, [consult_id] = @382, [transfer] = @383, [transfer_id] = @384, [parent] = @385, [parent_id] = @386, [ivr_after_call] = @387, [is_final] = @388
where [account] = @292 and [id] = @301 and [content_hash] <> @293;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @292, @293, @294, @295, @296, @297, @298, @299, @300, @301, @302, @303, @304, @305, @306, @307, @308, @309, @310, @311, @312, @313, @314, @315, @316, @317, @318, @319, @320, @321, @322, @323, @324, @325, @326, @327, @328, @329, @330, @331, @332, @333, @334, @335, @336, @337, @338, @339, @340, @341, @342, @343, @344, @345, @346, @347, @348, @349, @350, @351, @352, @353, @354, @355, @356, @357, @358, @359, @360, @361, @362, @363, @364, @365, @366, @367, @368, @369, @370, @371, @372, @373, @374, @375, @376, cast(@377 as decimal(36, 18)), @378, @379, @380, @381, @382, @383, @384, @385, @386, @387, @388
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @292 and [id] = @301);
update [calls] with (updlock, holdlock) set [content_hash] = @390, [placed_campaign] = @391, [placed_at] = @392, [missing_since] = @393, [last_changed] = @395, [updated_at] = @397, [list_name] = @399, [number] = @400, [call_date] = @401, [call_date_rfc3339] = @402, [campaign_id] = @403, [campaign] = @404, [queue_id] = @405, [queue_name] = @406, [ring_group_id] = @407, [ring_group_name] = @408, [ivr_name] = @409, [receptive_name] = @410, [receptive_phone] = @411, [receptive_did] = @412, [has_agent] = @413, [agent] = @414, [acw_time] = @415, [speaking_time] = @416, [ivr_time] = @417, [ivr_after_call_time] = @418, [amd_time] = @419, [waiting_time] = @420, [speaking_with_agent_time] = @421, [route_id] = @422, [route_name] = @423, [route_host] = @424, [route_endpoint] = @425, [route_caller_id] = @426, [billed_time] = @427, [billed_value] = @428, [qualification] = @429, [behavior] = @430, [readable_behavior_text] = @431, [phone_type] = @432, [recording] = @433, [recording_amd] = @434, [status_id] = @435, [readable_status_text] = @436, [readable_amd_status_text] = @437, [mode] = @438, [hangup_cause] = @439, [sip_cause] = @440, [readable_hangup_cause_text] = @441, [feedback] = @442, [recorded] = @443, [ended_by_agent] = @444, [qualification_note] = @445, [sid] = @446, [is_dmc] = @447, [is_unknown] = @448, [is_transferred] = @449, [is_consult] = @450, [is_transfer] = @451, [is_conversion] = @452, [qualification_id] = @453, [consult_cancelled] = @454, [recording_transfer] = @455, [recording_consult] = @456, [recording_after_consult_cancel] = @457, [ivr_digit_pressed] = @458, [record_name] = @459, [transcription] = @460, [ai_evaluation_status] = @461, [agent_id] = @462, [status] = @463, [call_at_utc] = @464, [call_offset] = @465, [acw_seconds] = @466, [speaking_seconds] = @467, [ivr_seconds] = @468, [ivr_after_call_seconds] = @469, [amd_seconds] = @470, [waiting_seconds] = @471, [speaking_with_agent_seconds] = @472, [billed_seconds] = @473, [billed_amount] = cast(@474 as decimal(36, 18)), [route_route] = @475, [consults] = @476, [consult_ids] = @477, [consult] = @478, [consult_id] = @479, [transfer] = @480, [transfer_id] = @481, [parent] = @482, [parent_id] = @483, [ivr_after_call] = @484, [is_final] = @485
where [account] = @389 and [id] = @398 and [content_hash] <> @390;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @389, @390, @391, @392, @393, @394, @395, @396, @397, @398, @399, @400, @401, @402, @403, @404, @405, @406, @407, @408, @409, @410, @411, @412, @413, @414, @415, @416, @417, @418, @419, @420, @421, @422, @423, @424, @425, @426, @427, @428, @429, @430, @431, @432, @433, @434, @435, @436, @437, @438, @439, @440, @441, @442, @443, @444, @445, @446, @447, @448, @449, @450, @451, @452, @453, @454, @455, @456, @457, @458, @459, @460, @461, @462, @463, @464, @465, @466, @467, @468, @469, @470, @471, @472, @473, cast(@474 as decimal(36, 18)), @475, @476, @477, @478, @479, @480, @481, @482, @483, @484, @485
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @389 and [id] = @398);
update [calls] with (updlock, holdlock) set [content_hash] = @487, [placed_campaign] = @488, [placed_at] = @489, [missing_since] = @490, [last_changed] = @492, [updated_at] = @494, [list_name] = @496, [number] = @497, [call_date] = @498, [call_date_rfc3339] = @499, [campaign_id] = @500, [campaign] = @501, [queue_id] = @502, [queue_name] = @503, [ring_group_id] = @504, [ring_group_name] = @505, [ivr_name] = @506, [receptive_name] = @507, [receptive_phone] = @508, [receptive_did] = @509, [has_agent] = @510, [agent] = @511, [acw_time] = @512, [speaking_time] = @513, [ivr_time] = @514, [ivr_after_call_time] = @515, [amd_time] = @516, [waiting_time] = @517, [speaking_with_agent_time] = @518, [route_id] = @519, [route_name] = @520, [route_host] = @521, [route_endpoint] = @522, [route_caller_id] = @523, [billed_time] = @524, [billed_value] = @525, [qualification] = @526, [behavior] = @527, [readable_behavior_text] = @528, [phone_type] = @529, [recording] = @530, [recording_amd] = @531, [status_id] = @532, [readable_status_text] = @533, [readable_amd_status_text] = @534, [mode] = @535, [hangup_cause] = @536, [sip_cause] = @537, [readable_hangup_cause_text] = @538, [feedback] = @539, [recorded] = @540, [ended_by_agent] = @541, [qualification_note] = @542, [sid] = @543, [is_dmc] = @544, [is_unknown] = @545, [is_transferred] = @546, [is_consult] = @547, [is_transfer] = @548, [is_conversion] = @549, [qualification_id] = @550, [consult_cancelled] = @551, [recording_transfer] = @552, [recording_consult] = @553, [recording_after_consult_cancel] = @554, [ivr_digit_pressed] = @555, [record_name] = @556, [transcription] = @557, [ai_evaluation_status] = @558, [agent_id] = @559, [status] = @560, [call_at_utc] = @561, [call_offset] = @562, [acw_seconds] = @563, [speaking_seconds] = @564, [ivr_seconds] = @565, [ivr_after_call_seconds] = @566, [amd_seconds] = @567, [waiting_seconds] = @568, [speaking_with_agent_seconds] = @569, [billed_seconds] = @570, [billed_amount] = cast(@571 as decimal(36, 18)), [route_route] = @572, [consults] = @573, [consult_ids] = @574, [consult] = @575, [consult_id] = @576, [transfer] = @577, [transfer_id] = @578, [parent] = @579, [parent_id] = @580, [ivr_after_call] = @581, [is_final] = @582
where [account] = @486 and [id] = @495 and [content_hash] <> @487;
insert into [calls] ([account], [content_hash], [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], [status_id], [readable_status_text], [readable_amd_status_text], [mode], [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], [agent_id], [status], [call_at_utc], [call_offset], [acw_seconds], [speaking_seconds], [ivr_seconds], [ivr_after_call_seconds], [amd_seconds], [waiting_seconds], [speaking_with_agent_seconds], [billed_seconds], [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final])
select @486, @487, @488, @489, @490, @491, @492, @493, @494, @495, @496, @497, @498, @499, @500, @501, @502, @503, @504, @505, @506, @507, @508, @509, @510, @511, @512, @513, @514, @515, @516, @517, @518, @519, @520, @521, @522, @523, @524, @525, @526, @527, @528, @529, @530, @531, @532, @533, @534, @535, @536, @537, @538, @539, @540, @541, @542, @543, @544, @545, @546, @547, @548, @549, @550, @551, @552, @553, @554, @555, @556, @557, @558, @559, @560, @561, @562, @563, @564, @565, @566, @567, @568, @569, @570, cast(@571 as decimal(36, 18)), @572, @573, @574, @575, @576, @577, @578, @579, @580, @581, @582
where not exists (select 1 from [calls] with (updlock, holdlock) where [account] = @486 and [id] = @495);
-- statement 81e00a3cca94
-- with @1 nvarchar(4000)
delete from "access_sessions" where "expires_at" <= @1
-- statement 822ae07d4783
select 1
-- statement 826469311cf2
-- with @1 nvarchar(4000), @2 nvarchar(4000)
select top(10) * from "consultant_events" where "kind" = @1 and "at" >= @2 order by "id" desc
-- statement 83460188410f
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 int, @6 int, @7 int, @8 nvarchar(4000), @9 nvarchar(4000), @10 nvarchar(4000), @11 int, @12 nvarchar(4000), @13 nvarchar(4000), @14 int, @15 int, @16 int, @17 int, @18 nvarchar(4000), @19 nvarchar(4000)
insert into "consultants" ("name", "email", "phone", "languages", "active", "in_rotation", "online", "presence_until", "not_responding_since", "pipedrive_id", "capacity", "email_key", "last_offered_at", "last_turn", "missed_in_a_row", "owed", "version", "created_at", "updated_at") output inserted.id as "id" values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19)
-- statement 869dec341099
-- with @1 nvarchar(4000)
select top(10) * from "consultant_events" where "number" = @1 order by "id" desc
-- statement 86e1b4ec5e1c
-- with @1 nvarchar(4000)
delete from "access_answers" where "expires_at" <= @1
-- statement 86ed6e7b81d1
-- with @1 nvarchar(40), @2 int, @3 nvarchar(100), @4 nvarchar(64), @5 int, @6 int, @7 int, @8 nvarchar(max), @9 datetime2(3), @10 datetime2(3), @11 nvarchar(40), @12 int, @13 nvarchar(100), @14 nvarchar(64), @15 int, @16 int, @17 int, @18 nvarchar(max), @19 datetime2(3), @20 datetime2(3), @21 nvarchar(40), @22 int, @23 nvarchar(100), @24 nvarchar(64), @25 int, @26 int, @27 int, @28 nvarchar(max), @29 datetime2(3), @30 datetime2(3), @31 nvarchar(40), @32 int, @33 nvarchar(100), @34 nvarchar(64), @35 int, @36 int, @37 int, @38 nvarchar(max), @39 datetime2(3), @40 datetime2(3)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_quarantine', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_quarantine] with (updlock, holdlock) set [execution_id] = @5, [ordinal] = @6, [page] = @7, [call_at_utc] = @9
where [account] = @1 and [campaign_id] = @2 and [reason] = @3 and [raw_hash] = @4;
insert into [call_quarantine] ([account], [campaign_id], [reason], [raw_hash], [execution_id], [ordinal], [page], [raw], [call_at_utc], [quarantined_at])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10
where not exists (select 1 from [call_quarantine] with (updlock, holdlock) where [account] = @1 and [campaign_id] = @2 and [reason] = @3 and [raw_hash] = @4);
update [call_quarantine] with (updlock, holdlock) set [execution_id] = @15, [ordinal] = @16, [page] = @17, [call_at_utc] = @19
where [account] = @11 and [campaign_id] = @12 and [reason] = @13 and [raw_hash] = @14;
insert into [call_quarantine] ([account], [campaign_id], [reason], [raw_hash], [execution_id], [ordinal], [page], [raw], [call_at_utc], [quarantined_at])
select @11, @12, @13, @14, @15, @16, @17, @18, @19, @20
where not exists (select 1 from [call_quarantine] with (updlock, holdlock) where [account] = @11 and [campaign_id] = @12 and [reason] = @13 and [raw_hash] = @14);
update [call_quarantine] with (updlock, holdlock) set [execution_id] = @25, [ordinal] = @26, [page] = @27, [call_at_utc] = @29
where [account] = @21 and [campaign_id] = @22 and [reason] = @23 and [raw_hash] = @24;
insert into [call_quarantine] ([account], [campaign_id], [reason], [raw_hash], [execution_id], [ordinal], [page], [raw], [call_at_utc], [quarantined_at])
select @21, @22, @23, @24, @25, @26, @27, @28, @29, @30
where not exists (select 1 from [call_quarantine] with (updlock, holdlock) where [account] = @21 and [campaign_id] = @22 and [reason] = @23 and [raw_hash] = @24);
update [call_quarantine] with (updlock, holdlock) set [execution_id] = @35, [ordinal] = @36, [page] = @37, [call_at_utc] = @39
where [account] = @31 and [campaign_id] = @32 and [reason] = @33 and [raw_hash] = @34;
insert into [call_quarantine] ([account], [campaign_id], [reason], [raw_hash], [execution_id], [ordinal], [page], [raw], [call_at_utc], [quarantined_at])
select @31, @32, @33, @34, @35, @36, @37, @38, @39, @40
where not exists (select 1 from [call_quarantine] with (updlock, holdlock) where [account] = @31 and [campaign_id] = @32 and [reason] = @33 and [raw_hash] = @34);
-- statement 8756531273e0
-- with @1 nvarchar(4000)
select * from "calls" where "account" = @1
-- statement 877d1e7a3229
select "id" from "access_answers"
-- statement 87b4921da199
-- with @1 int, @2 nvarchar(4000)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table execution_logs', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; select "execution_date" from "execution_logs" with (updlock, holdlock, rowlock) where "id" = @1 and "status" = @2
-- statement 87b98927f14f
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000), @4 nvarchar(4000)
delete from "call_resync" where "account" = @1 and "campaign_id" = @2 and "day" = @3 and "requested_at" <= @4
-- statement 88a56971fc6f
create index "ix_calls_window" on "calls" ("account", "placed_campaign", "placed_at", "id", "missing_since")
-- statement 88bcc04cb6cd
-- with @1 nvarchar(4000)
select top(10) * from "alerts" where "integration" = @1 order by "id" desc
-- statement 88ce8646c831
-- with @1 nvarchar(4000), @2 int
select "id" from "consultants" where "email_key" = @1 and "id" <> @2
-- statement 899e3244b122
create index "ix_calls_instant" on "calls" ("placed_at", "id")
-- statement 8a284e638d54
create table "mailing_columns" ("name" nvarchar(400) collate Latin1_General_100_BIN2 not null primary key, "normalised_name" nvarchar(400) not null)
-- statement 8a2fd1b114ba
select * from "access_users" order by "name"
-- statement 8a7830c2f40b
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000), @4 nvarchar(4000), @5 nvarchar(4000), @6 nvarchar(4000), @7 nvarchar(4000), @8 nvarchar(4000), @9 nvarchar(4000), @10 nvarchar(4000), @11 nvarchar(4000), @12 nvarchar(4000), @13 nvarchar(4000), @14 int, @15 nvarchar(4000), @16 nvarchar(4000)
insert into "mailing_aliases" ("account", "campaign_id", "normalised_name", "legacy_column") values (@1, @2, @3, @4), (@5, @6, @7, @8), (@9, @10, @11, @12), (@13, @14, @15, @16)
-- statement 8afb4e1d9b2a
-- with @1 nvarchar(4000), @2 nvarchar(4000)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table outbox', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; select top(9) "id", "topic", "subject", "payload", "attempts" from "outbox" with (updlock, holdlock, rowlock) where "topic" = @1 and "done_at" is null and "claimed_until" <= @2 order by "id"
-- statement 8b7ac6b0a40c
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 nvarchar(4000), @6 nvarchar(4000), @7 nvarchar(4000)
select top(2) "number", "phase", "outcome", "offer_no", "consultant_id", "requested_at", "call_back_promised" from "consultant_handovers" as "handover" where ("phase" in (@1, @2, @3, @4, @5) or "number" in (select [value] collate Latin1_General_100_BIN2 from openjson(@6) with ([value] nvarchar(400) '$'))) and not exists (select "outbox"."id" from "outbox" where "topic" = @7 and "subject" = "handover"."number" and "done_at" is null) order by "protocol_id"
-- statement 8b8358d4780e
-- with @1 int, @2 int, @3 int
select "kind", "number", "at" from "consultant_events" where "consultant_id" = @1 and "id" > @2 and "id" <= @3 order by "id"
-- statement 8c709823bdd3
create table "calls" ("account" nvarchar(40) collate Latin1_General_100_BIN2 not null, "content_hash" nvarchar(64) collate Latin1_General_100_BIN2 not null, "placed_campaign" int not null, "placed_at" datetime2(3) not null, "missing_since" datetime2(3), "first_seen" datetime2(3) not null, "last_changed" datetime2(3) not null, "created_at" datetime2(3) not null, "updated_at" datetime2(3) not null, "id" nvarchar(50) collate Latin1_General_100_BIN2 not null, "list_name" nvarchar(255), "number" nvarchar(50), "call_date" datetime2(0), "call_date_rfc3339" nvarchar(50), "campaign_id" int, "campaign" nvarchar(255), "queue_id" nvarchar(50), "queue_name" nvarchar(255), "ring_group_id" nvarchar(50), "ring_group_name" nvarchar(255), "ivr_name" nvarchar(255), "receptive_name" nvarchar(255), "receptive_phone" nvarchar(50), "receptive_did" nvarchar(50), "has_agent" bit, "agent" nvarchar(255), "acw_time" nvarchar(20), "speaking_time" nvarchar(20), "ivr_time" nvarchar(20), "ivr_after_call_time" nvarchar(20), "amd_time" nvarchar(20), "waiting_time" nvarchar(20), "speaking_with_agent_time" nvarchar(20), "route_id" int, "route_name" nvarchar(255), "route_host" nvarchar(255), "route_endpoint" nvarchar(500), "route_caller_id" nvarchar(50), "billed_time" nvarchar(20), "billed_value" nvarchar(50), "qualification" nvarchar(255), "behavior" nvarchar(255), "readable_behavior_text" nvarchar(500), "phone_type" nvarchar(50), "recording" nvarchar(500), "recording_amd" nvarchar(500), "status_id" int, "readable_status_text" nvarchar(500), "readable_amd_status_text" nvarchar(500), "mode" nvarchar(50), "hangup_cause" int, "sip_cause" nvarchar(20), "readable_hangup_cause_text" nvarchar(500), "feedback" nvarchar(max), "recorded" bit, "ended_by_agent" bit, "qualification_note" nvarchar(max), "sid" nvarchar(255), "is_dmc" bit, "is_unknown" bit, "is_transferred" bit, "is_consult" bit, "is_transfer" bit, "is_conversion" bit, "qualification_id" int, "consult_cancelled" bit, "recording_transfer" nvarchar(500), "recording_consult" nvarchar(500), "recording_after_consult_cancel" nvarchar(500), "ivr_digit_pressed" nvarchar(50), "record_name" nvarchar(255), "transcription" nvarchar(max), "ai_evaluation_status" nvarchar(255), "agent_id" int, "status" int, "call_at_utc" datetime2(3), "call_offset" nvarchar(10), "acw_seconds" int, "speaking_seconds" int, "ivr_seconds" int, "ivr_after_call_seconds" int, "amd_seconds" int, "waiting_seconds" int, "speaking_with_agent_seconds" int, "billed_seconds" int, "billed_amount" decimal(36, 18), "route_route" nvarchar(500), "consults" nvarchar(max), "consult_ids" nvarchar(max), "consult" nvarchar(max), "consult_id" nvarchar(255), "transfer" nvarchar(max), "transfer_id" nvarchar(255), "parent" nvarchar(max), "parent_id" nvarchar(255), "ivr_after_call" nvarchar(max), "is_final" bit, constraint "pk_calls" primary key ("account", "id"))
-- statement 8cc049a898e5
-- with @1 int
select max("ordinal") as "last" from "call_windows" where "execution_id" = @1
-- statement 8d9164d7f3ed
-- with @1 nvarchar(40), @2 nvarchar(50), @3 int, @4 nvarchar(64), @5 datetime2(3), @6 datetime2(3), @7 nvarchar(50), @8 nvarchar(50), @9 int, @10 int, @11 int, @12 nvarchar(10), @13 nvarchar(50), @14 int, @15 int, @16 int, @17 int, @18 int, @19 nvarchar(255), @20 nvarchar(255), @21 nvarchar(255), @22 nvarchar(100), @23 nvarchar(255), @24 nvarchar(20), @25 nvarchar(10), @26 nvarchar(255), @27 nvarchar(50), @28 nvarchar(max), @29 nvarchar(max), @30 nvarchar(40), @31 nvarchar(50), @32 int, @33 nvarchar(64), @34 datetime2(3), @35 datetime2(3), @36 nvarchar(50), @37 nvarchar(50), @38 int, @39 int, @40 int, @41 nvarchar(10), @42 nvarchar(50), @43 int, @44 int, @45 int, @46 int, @47 int, @48 nvarchar(255), @49 nvarchar(255), @50 nvarchar(255), @51 nvarchar(100), @52 nvarchar(255), @53 nvarchar(20), @54 nvarchar(10), @55 nvarchar(255), @56 nvarchar(50), @57 nvarchar(max), @58 nvarchar(max)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table mailing_data', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [mailing_data] with (updlock, holdlock) set [content_hash] = @4, [updated_at] = @6, [identifier] = @8, [campaign_id] = @9, [company_id] = @10, [list_id] = @11, [uf] = @12, [phone] = @13, [dialed_phone] = @14, [dialed_identifier] = @15, [on_calling] = @16, [column_position] = @17, [row_position] = @18, [estrategia] = @19, [razao_social] = @20, [nome_fantasia] = @21, [valor_conta] = @22, [cidade] = @23, [cep] = @24, [uf_mailing] = @25, [socio] = @26, [cpf] = @27, [data_json] = @28, [values_json] = @29
where [account] = @1 and [call_id] = @2 and [copy] = @3 and [_id] = @7 and [content_hash] <> @4;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @1 and [call_id] = @2 and [copy] = @3 and [_id] = @7);
update [mailing_data] with (updlock, holdlock) set [content_hash] = @33, [updated_at] = @35, [identifier] = @37, [campaign_id] = @38, [company_id] = @39, [list_id] = @40, [uf] = @41, [phone] = @42, [dialed_phone] = @43, [dialed_identifier] = @44, [on_calling] = @45, [column_position] = @46, [row_position] = @47, [estrategia] = @48, [razao_social] = @49, [nome_fantasia] = @50, [valor_conta] = @51, [cidade] = @52, [cep] = @53, [uf_mailing] = @54, [socio] = @55, [cpf] = @56, [data_json] = @57, [values_json] = @58
where [account] = @30 and [call_id] = @31 and [copy] = @32 and [_id] = @36 and [content_hash] <> @33;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @30, @31, @32, @33, @34, @35, @36, @37, @38, @39, @40, @41, @42, @43, @44, @45, @46, @47, @48, @49, @50, @51, @52, @53, @54, @55, @56, @57, @58
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @30 and [call_id] = @31 and [copy] = @32 and [_id] = @36);
-- statement 8e1b47403af1
create table "consultant_offers" ("number" nvarchar(40) collate Latin1_General_100_BIN2 not null, "offer_no" int not null, "consultant_id" int, "cost" int not null, "given_turn" int not null, "given_at" datetime2(3) not null, "taken_turn" int not null, "taken_at" datetime2(3), "choice" nvarchar(max) not null, "acquired_at" datetime2(3) not null, "released_at" datetime2(3), "released_because" nvarchar(32) collate Latin1_General_100_BIN2, constraint "pk_consultant_offers" primary key ("number", "offer_no"))
-- statement 8e3e9e2e3e13
select top(6) * from "calls" order by "placed_at", "id", "account"
-- statement 8f9051d2beac
-- with @1 int, @2 int
select * from "call_windows" where "execution_id" = @1 and "ordinal" = @2
-- statement 8f9ba035234c
-- with @1 nvarchar(4000), @2 nvarchar(4000)
delete from "calls" where "account" = @1 and "id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'))
-- statement 90ca55957809
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000)
select "id", "unit" from "alerts" where "integration" = @1 and "kind" = @2 and "unit" in (select [value] collate Latin1_General_100_BIN2 from openjson(@3) with ([value] nvarchar(400) '$')) and "cleared_at" is null and "last_seen_at" < @4
-- statement 9117936d6323
-- with @1 nvarchar(4000)
select cast(@1 as datetime2(3)) as instant,
        cast(N'2018-11-04T00:00:00' as datetime2(0)) as local, cast(N'1234.56' as decimal(36, 18)) as amount,
        cast(N'-0.000000000000000001' as decimal(36, 18)) as least, cast(1 as bit) as yes, cast(5 as bigint) as big
-- statement 9170e9522b91
-- with @1 nvarchar(4000)
select top(500) "id", "answer" from "consultant_answers" where "id" > @1 order by "id"
-- statement 91b2ee2cfd2e
insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')
-- statement 936d31b1b84b
create unique index "uq_alerts_open" on "alerts" ("integration", "kind", "unit") where "cleared_at" is null
-- statement 93e903f19479
-- with @1 int, @2 int, @3 nvarchar(4000)
delete from "outbox" where "id" > @1 and "id" <= @2 and "done_at" < @3
-- statement 948553b99e52
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 int, @4 nvarchar(4000), @5 int
update "consultants" set "email" = @1, "email_key" = @2, "version" = @3, "updated_at" = @4 where "id" = @5
-- statement 96f62ef7148f
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000)
select top(2) "r"."raw" from "calls" as "c" inner join "call_raw" as "r" on "r"."account" = "c"."account" and "r"."call_id" = "c"."id" where "c"."account" = @1 and "c"."placed_campaign" = @2 and "c"."placed_at" < @3 and "r"."execution_id" is not null order by "c"."placed_at" desc
-- statement 983074a30bf6
-- with @1 nvarchar(40), @2 nvarchar(50), @3 int, @4 nvarchar(64), @5 datetime2(3), @6 datetime2(3), @7 nvarchar(50), @8 nvarchar(50), @9 int, @10 int, @11 int, @12 nvarchar(10), @13 nvarchar(50), @14 int, @15 int, @16 int, @17 int, @18 int, @19 nvarchar(255), @20 nvarchar(255), @21 nvarchar(255), @22 nvarchar(100), @23 nvarchar(255), @24 nvarchar(20), @25 nvarchar(10), @26 nvarchar(255), @27 nvarchar(50), @28 nvarchar(max), @29 nvarchar(max), @30 nvarchar(40), @31 nvarchar(50), @32 int, @33 nvarchar(64), @34 datetime2(3), @35 datetime2(3), @36 nvarchar(50), @37 nvarchar(50), @38 int, @39 int, @40 int, @41 nvarchar(10), @42 nvarchar(50), @43 int, @44 int, @45 int, @46 int, @47 int, @48 nvarchar(255), @49 nvarchar(255), @50 nvarchar(255), @51 nvarchar(100), @52 nvarchar(255), @53 nvarchar(20), @54 nvarchar(10), @55 nvarchar(255), @56 nvarchar(50), @57 nvarchar(max), @58 nvarchar(max), @59 nvarchar(40), @60 nvarchar(50), @61 int, @62 nvarchar(64), @63 datetime2(3), @64 datetime2(3), @65 nvarchar(50), @66 nvarchar(50), @67 int, @68 int, @69 int, @70 nvarchar(10), @71 nvarchar(50), @72 int, @73 int, @74 int, @75 int, @76 int, @77 nvarchar(255), @78 nvarchar(255), @79 nvarchar(255), @80 nvarchar(100), @81 nvarchar(255), @82 nvarchar(20), @83 nvarchar(10), @84 nvarchar(255), @85 nvarchar(50), @86 nvarchar(max), @87 nvarchar(max), @88 nvarchar(40), @89 nvarchar(50), @90 int, @91 nvarchar(64), @92 datetime2(3), @93 datetime2(3), @94 nvarchar(50), @95 nvarchar(50), @96 int, @97 int, @98 int, @99 nvarchar(10), @100 nvarchar(50), @101 int, @102 int, @103 int, @104 int, @105 int, @106 nvarchar(255), @107 nvarchar(255), @108 nvarchar(255), @109 nvarchar(100), @110 nvarchar(255), @111 nvarchar(20), @112 nvarchar(10), @113 nvarchar(255), @114 nvarchar(50), @115 nvarchar(max), @116 nvarchar(max)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table mailing_data', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [mailing_data] with (updlock, holdlock) set [content_hash] = @4, [updated_at] = @6, [identifier] = @8, [campaign_id] = @9, [company_id] = @10, [list_id] = @11, [uf] = @12, [phone] = @13, [dialed_phone] = @14, [dialed_identifier] = @15, [on_calling] = @16, [column_position] = @17, [row_position] = @18, [estrategia] = @19, [razao_social] = @20, [nome_fantasia] = @21, [valor_conta] = @22, [cidade] = @23, [cep] = @24, [uf_mailing] = @25, [socio] = @26, [cpf] = @27, [data_json] = @28, [values_json] = @29
where [account] = @1 and [call_id] = @2 and [copy] = @3 and [_id] = @7 and [content_hash] <> @4;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @1 and [call_id] = @2 and [copy] = @3 and [_id] = @7);
update [mailing_data] with (updlock, holdlock) set [content_hash] = @33, [updated_at] = @35, [identifier] = @37, [campaign_id] = @38, [company_id] = @39, [list_id] = @40, [uf] = @41, [phone] = @42, [dialed_phone] = @43, [dialed_identifier] = @44, [on_calling] = @45, [column_position] = @46, [row_position] = @47, [estrategia] = @48, [razao_social] = @49, [nome_fantasia] = @50, [valor_conta] = @51, [cidade] = @52, [cep] = @53, [uf_mailing] = @54, [socio] = @55, [cpf] = @56, [data_json] = @57, [values_json] = @58
where [account] = @30 and [call_id] = @31 and [copy] = @32 and [_id] = @36 and [content_hash] <> @33;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @30, @31, @32, @33, @34, @35, @36, @37, @38, @39, @40, @41, @42, @43, @44, @45, @46, @47, @48, @49, @50, @51, @52, @53, @54, @55, @56, @57, @58
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @30 and [call_id] = @31 and [copy] = @32 and [_id] = @36);
update [mailing_data] with (updlock, holdlock) set [content_hash] = @62, [updated_at] = @64, [identifier] = @66, [campaign_id] = @67, [company_id] = @68, [list_id] = @69, [uf] = @70, [phone] = @71, [dialed_phone] = @72, [dialed_identifier] = @73, [on_calling] = @74, [column_position] = @75, [row_position] = @76, [estrategia] = @77, [razao_social] = @78, [nome_fantasia] = @79, [valor_conta] = @80, [cidade] = @81, [cep] = @82, [uf_mailing] = @83, [socio] = @84, [cpf] = @85, [data_json] = @86, [values_json] = @87
where [account] = @59 and [call_id] = @60 and [copy] = @61 and [_id] = @65 and [content_hash] <> @62;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @59, @60, @61, @62, @63, @64, @65, @66, @67, @68, @69, @70, @71, @72, @73, @74, @75, @76, @77, @78, @79, @80, @81, @82, @83, @84, @85, @86, @87
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @59 and [call_id] = @60 and [copy] = @61 and [_id] = @65);
update [mailing_data] with (updlock, holdlock) set [content_hash] = @91, [updated_at] = @93, [identifier] = @95, [campaign_id] = @96, [company_id] = @97, [list_id] = @98, [uf] = @99, [phone] = @100, [dialed_phone] = @101, [dialed_identifier] = @102, [on_calling] = @103, [column_position] = @104, [row_position] = @105, [estrategia] = @106, [razao_social] = @107, [nome_fantasia] = @108, [valor_conta] = @109, [cidade] = @110, [cep] = @111, [uf_mailing] = @112, [socio] = @113, [cpf] = @114, [data_json] = @115, [values_json] = @116
where [account] = @88 and [call_id] = @89 and [copy] = @90 and [_id] = @94 and [content_hash] <> @91;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @88, @89, @90, @91, @92, @93, @94, @95, @96, @97, @98, @99, @100, @101, @102, @103, @104, @105, @106, @107, @108, @109, @110, @111, @112, @113, @114, @115, @116
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @88 and [call_id] = @89 and [copy] = @90 and [_id] = @94);
-- statement 99122db601a8
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 nvarchar(4000), @6 nvarchar(4000), @7 nvarchar(4000)
insert into "access_api_keys" ("id", "name", "prefix", "key_hash", "integration", "role", "created_at") values (@1, @2, @3, @4, @5, @6, @7)
-- statement 9a63c0f4ff07
-- with @1 nvarchar(4000), @2 nvarchar(4000)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table outbox', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; select top(1) "id", "topic", "subject", "payload", "attempts" from "outbox" with (updlock, holdlock, rowlock) where "topic" = @1 and "done_at" is null and "claimed_until" <= @2 order by "id"
-- statement 9ab8a8e7c9cb
-- with @1 nvarchar(4000), @2 int, @3 int, @4 nvarchar(4000), @5 int
update "consultants" set "phone" = @1, "capacity" = @2, "version" = @3, "updated_at" = @4 where "id" = @5
-- statement 9b0c29296e4e
-- with @1 nvarchar(4000)
select "kind", count(*) as "found" from "alerts" where "integration" = @1 and "cleared_at" is null group by "kind"
-- statement 9b172f66bbab
-- with @1 nvarchar(4000)
select * from "consultant_answers" where "id" = @1
-- statement 9b4a21c1602d
create index "ix_calls_call_date" on "calls" ("call_date")
-- statement 9bc15458d30c
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000)
select * from "call_windows" where "account" = @1 and "from_utc" < @2 and "to_utc" > @3 order by case when finished_at is null then 0 else 1 end, "finished_at", "execution_id", "ordinal"
-- statement 9cb4a396e008
select "call_id" from "mailing_data" order by "call_id"
-- statement 9cc883ce543c
select top(100) * from "consultant_events" order by "id" desc
-- statement 9d02720b067e
-- with @1 int, @2 nvarchar(4000)
select "batch" from "call_plans" where "execution_id" = @1 and "batch" = @2
-- statement 9d3e5e954a32
select top(4) * from "consultant_events" order by "id" desc
-- statement 9d4edd361696
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000)
update "calls" set "missing_since" = @1 where "account" = @2 and "id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@3) with ([value] nvarchar(400) '$')) and "missing_since" is not null
-- statement 9da46d04b5e9
-- with @1 int, @2 nvarchar(4000), @3 nvarchar(4000), @4 int, @5 nvarchar(4000), @6 int
update "consultants" set "online" = @1, "presence_until" = @2, "not_responding_since" = @3, "version" = @4, "updated_at" = @5 where "id" = @6
-- statement 9eb7af8e0d9b
-- with @1 nvarchar(4000)
select * from "call_resync" where "account" = @1 order by "day", "campaign_id"
-- statement 9f2a039de6bb
create table "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null)
-- statement 9f40fae94cb3
select [pair].[value] as value
    from (select '[["name","\""]]' as json) as one cross apply openjson("one"."json") as [element] cross apply openjson(concat('[', [element].[value], ']')) with ([name] nvarchar(400) '$[0]', [value] nvarchar(max) '$[1]') as [pair]
-- statement 9fb96f692058
create table "call_oddities" ("account" nvarchar(40) collate Latin1_General_100_BIN2 not null, "call_id" nvarchar(50) collate Latin1_General_100_BIN2 not null, "field" nvarchar(255) collate Latin1_General_100_BIN2 not null, "rule" nvarchar(100) collate Latin1_General_100_BIN2 not null, "original" nvarchar(max) not null, "execution_id" int, constraint "pk_call_oddities" primary key ("account", "call_id", "field", "rule"))
-- statement a09297fe3c36
-- with @1 nvarchar(40), @2 int, @3 nvarchar(100), @4 nvarchar(64), @5 int, @6 int, @7 int, @8 nvarchar(max), @9 datetime2(3), @10 datetime2(3), @11 nvarchar(40), @12 int, @13 nvarchar(100), @14 nvarchar(64), @15 int, @16 int, @17 int, @18 nvarchar(max), @19 datetime2(3), @20 datetime2(3)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_quarantine', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_quarantine] with (updlock, holdlock) set [execution_id] = @5, [ordinal] = @6, [page] = @7, [call_at_utc] = @9
where [account] = @1 and [campaign_id] = @2 and [reason] = @3 and [raw_hash] = @4;
insert into [call_quarantine] ([account], [campaign_id], [reason], [raw_hash], [execution_id], [ordinal], [page], [raw], [call_at_utc], [quarantined_at])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10
where not exists (select 1 from [call_quarantine] with (updlock, holdlock) where [account] = @1 and [campaign_id] = @2 and [reason] = @3 and [raw_hash] = @4);
update [call_quarantine] with (updlock, holdlock) set [execution_id] = @15, [ordinal] = @16, [page] = @17, [call_at_utc] = @19
where [account] = @11 and [campaign_id] = @12 and [reason] = @13 and [raw_hash] = @14;
insert into [call_quarantine] ([account], [campaign_id], [reason], [raw_hash], [execution_id], [ordinal], [page], [raw], [call_at_utc], [quarantined_at])
select @11, @12, @13, @14, @15, @16, @17, @18, @19, @20
where not exists (select 1 from [call_quarantine] with (updlock, holdlock) where [account] = @11 and [campaign_id] = @12 and [reason] = @13 and [raw_hash] = @14);
-- statement a0a2afa37ecd
declare @lock int; exec @lock = sp_getapplock @Resource = N'table alerts', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [integration], [kind], [unit], [detail], [raised_at], [last_seen_at], [cleared_at]
into #stage from [alerts];
-- statement a0c129213637
select count(*) as "found" from "consultants" where "deleted_at" is null and "active" <> 0 and "in_rotation" <> 0 and "online" <> 0
-- statement a1182b712a53
select "total_records", "successful_records", "failed_records", "execution_time_seconds" from "execution_logs"
-- statement a15b46daf15c
create table "call_events" ("account" nvarchar(40) collate Latin1_General_100_BIN2 not null, "outcome" nvarchar(32) collate Latin1_General_100_BIN2 not null, "events" int not null, "last_at" datetime2(3) not null, constraint "pk_call_events" primary key ("account", "outcome"))
-- statement a1811a21bec6
create table "request_budgets" ("account" nvarchar(40) collate Latin1_General_100_BIN2 not null primary key, "rate" float not null, "max_rate" float not null, "configured_rate" float not null, "next_free_at_ms" float not null, "limited_at_ms" float not null, "recovered_at_ms" float not null)
-- statement a20147abbbfa
select "id" from "consultant_answers"
-- statement a23e1f01533e
-- with @1 nvarchar(4000), @2 int
update "consultants" set "online" = @1 where "id" = @2
-- statement a2d15821cd92
select * from "call_oddities" order by "field"
-- statement a404d80c8a0e
-- with @1 nvarchar(4000), @2 int
select top(3) * from "alerts" where "integration" = @1 and "id" < @2 order by "id" desc
-- statement a56383998742
-- with @1 nvarchar(40), @2 nvarchar(50), @3 nvarchar(64), @4 datetime2(3), @5 int, @6 nvarchar(max), @7 nvarchar(40), @8 nvarchar(50), @9 nvarchar(64), @10 datetime2(3), @11 int, @12 nvarchar(max), @13 nvarchar(40), @14 nvarchar(50), @15 nvarchar(64), @16 datetime2(3), @17 int, @18 nvarchar(max), @19 nvarchar(40), @20 nvarchar(50), @21 nvarchar(64), @22 datetime2(3), @23 int, @24 nvarchar(max)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_raw', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_raw] with (updlock, holdlock) set [content_hash] = @3, [fetched_at] = @4, [execution_id] = @5, [raw] = @6
where [account] = @1 and [call_id] = @2 and [content_hash] <> @3;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @1, @2, @3, @4, @5, @6
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @1 and [call_id] = @2);
update [call_raw] with (updlock, holdlock) set [content_hash] = @9, [fetched_at] = @10, [execution_id] = @11, [raw] = @12
where [account] = @7 and [call_id] = @8 and [content_hash] <> @9;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @7, @8, @9, @10, @11, @12
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @7 and [call_id] = @8);
update [call_raw] with (updlock, holdlock) set [content_hash] = @15, [fetched_at] = @16, [execution_id] = @17, [raw] = @18
where [account] = @13 and [call_id] = @14 and [content_hash] <> @15;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @13, @14, @15, @16, @17, @18
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @13 and [call_id] = @14);
update [call_raw] with (updlock, holdlock) set [content_hash] = @21, [fetched_at] = @22, [execution_id] = @23, [raw] = @24
where [account] = @19 and [call_id] = @20 and [content_hash] <> @21;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @19, @20, @21, @22, @23, @24
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @19 and [call_id] = @20);
-- statement a6f9c65cbd1b
-- with @1 nvarchar(32), @2 nvarchar(100), @3 nvarchar(max), @4 datetime2(3), @5 datetime2(3), @6 int
declare @lock int; exec @lock = sp_getapplock @Resource = N'table outbox', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [outbox] ([topic], [subject], [payload], [created_at], [claimed_until], [attempts])
select @1, @2, @3, @4, @5, @6
where not exists (select 1 from [outbox] with (updlock, holdlock) where [topic] = @1 and [subject] = @2);
-- statement a713c77f7bce
-- with @1 int
select top(4) * from "consultant_events" where "id" < @1 order by "id" desc
-- statement a7bfd885a4d5
select "state" as "name", count(*) as "found" from "call_windows" group by "state"
-- statement a992e9a228c3
-- with @1 nvarchar(4000)
select * from "access_answers" where "id" = @1
-- statement aa2fc0b43d1a
select top(10) * from "call_quarantine" where "resolved_at" is not null order by "id" desc
-- statement abb6993acfe5
create table "call_resync" ("account" nvarchar(40) collate Latin1_General_100_BIN2 not null, "campaign_id" int not null, "day" nvarchar(10) collate Latin1_General_100_BIN2 not null, "requested_at" datetime2(3) not null, constraint "pk_call_resync" primary key ("account", "campaign_id", "day"))
-- statement acc0060c7f9a
select count(*) as "found" from "protocols"
-- statement ad98e41c9544
select "phase", count(*) as "found" from "consultant_handovers" group by "phase"
-- statement ae120e28ebdc
-- with @1 nvarchar(40), @2 nvarchar(50), @3 int, @4 nvarchar(64), @5 datetime2(3), @6 datetime2(3), @7 nvarchar(50), @8 nvarchar(50), @9 int, @10 int, @11 int, @12 nvarchar(10), @13 nvarchar(50), @14 int, @15 int, @16 int, @17 int, @18 int, @19 nvarchar(255), @20 nvarchar(255), @21 nvarchar(255), @22 nvarchar(100), @23 nvarchar(255), @24 nvarchar(20), @25 nvarchar(10), @26 nvarchar(255), @27 nvarchar(50), @28 nvarchar(max), @29 nvarchar(max)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table mailing_data', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [mailing_data] with (updlock, holdlock) set [content_hash] = @4, [updated_at] = @6, [identifier] = @8, [campaign_id] = @9, [company_id] = @10, [list_id] = @11, [uf] = @12, [phone] = @13, [dialed_phone] = @14, [dialed_identifier] = @15, [on_calling] = @16, [column_position] = @17, [row_position] = @18, [estrategia] = @19, [razao_social] = @20, [nome_fantasia] = @21, [valor_conta] = @22, [cidade] = @23, [cep] = @24, [uf_mailing] = @25, [socio] = @26, [cpf] = @27, [data_json] = @28, [values_json] = @29
where [account] = @1 and [call_id] = @2 and [copy] = @3 and [_id] = @7 and [content_hash] <> @4;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @1 and [call_id] = @2 and [copy] = @3 and [_id] = @7);
-- statement ae27ec600cd9
-- with @1 nvarchar(4000)
delete from "consultant_answers" where "id" = @1
-- statement ae3a43798fa6
-- with @1 nvarchar(4000), @2 int
update "outbox" set "done_at" = @1 where "id" in (@2)
-- statement aec45fc7e75e
select * from "mailing_data" order by "_id"
-- statement aeebf26b4edb
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 nvarchar(4000), @6 nvarchar(4000)
insert into "access_answers" ("id", "fingerprint", "owner", "claimed_until", "answer", "expires_at") values (@1, @2, @3, @4, @5, @6)
-- statement af6b7ac2aaae
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000)
select "id", "unit" from "alerts" where "integration" = @1 and "kind" = @2 and "unit" in (select [value] collate Latin1_General_100_BIN2 from openjson(@3) with ([value] nvarchar(400) '$')) and "cleared_at" is null
-- statement afae18823159
-- with @1 nvarchar(4000), @2 nvarchar(4000)
update "protocol_series" set "last_issued_at" = @1 where "last_issued_at" = @2
-- statement afaeedb0ca7a
select "id", "first_seen", "last_changed", "missing_since" from "calls" order by "id"
-- statement b1c10ac1b79e
-- with @1 nvarchar(4000), @2 int, @3 int, @4 int, @5 nvarchar(4000), @6 nvarchar(4000), @7 nvarchar(4000), @8 int, @9 int
update "call_windows" set "state" = @1, "passes" = @2, "expected_total" = coalesce(@3, "expected_total"), "stored_total" = @4, "reason" = @5, "detail" = @6, "finished_at" = @7 where "execution_id" = @8 and "ordinal" = @9 and "finished_at" is null
-- statement b1e525398b23
select * from no_such_table
-- statement b2b4a7a7f0cf
-- with @1 int
select top(10) * from "consultant_events" where "consultant_id" = @1 order by "id" desc
-- statement b3e8df412916
select top (0) [event_key], [kind], [number], [consultant_id], [actor], [at], [detail] from [consultant_events];
-- statement b4519429c626
-- with @1 int
select count(*) as "found" from "consultant_offers" where "consultant_id" = @1 and "released_at" is null
-- statement b6c8bca213e5
select top (0) [workflow_id], [run_id], [account], [zone], [kind], [campaign_ids], [start_date], [end_date], [execution_date], [created_at], [status] from [execution_logs];
-- statement b847591d5d93
-- with @1 nvarchar(4000)
select * from "call_raw" where "account" = @1
-- statement b9d7d80712a0
create table "outbox" ("id" int identity(1, 1) primary key, "topic" nvarchar(32) collate Latin1_General_100_BIN2 not null, "subject" nvarchar(100) collate Latin1_General_100_BIN2 not null, "payload" nvarchar(max) not null, "created_at" datetime2(3) not null, "claimed_until" datetime2(3) not null, "attempts" int not null, "done_at" datetime2(3), constraint "uq_outbox" unique ("topic", "subject"))
-- statement ba86faa416fd
-- with @1 nvarchar(4000), @2 int, @3 int, @4 int, @5 int, @6 nvarchar(4000), @7 int, @8 nvarchar(4000), @9 nvarchar(4000), @10 nvarchar(4000)
insert into "consultant_offers" ("number", "offer_no", "consultant_id", "cost", "given_turn", "given_at", "taken_turn", "taken_at", "choice", "acquired_at") values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10)
-- statement baa393c80fd7
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 int, @6 int, @7 int, @8 nvarchar(4000), @9 nvarchar(4000), @10 int, @11 int, @12 nvarchar(4000), @13 nvarchar(4000), @14 int, @15 int, @16 int, @17 int, @18 nvarchar(4000), @19 nvarchar(4000)
insert into "consultants" ("name", "email", "phone", "languages", "active", "in_rotation", "online", "presence_until", "not_responding_since", "pipedrive_id", "capacity", "email_key", "last_offered_at", "last_turn", "missed_in_a_row", "owed", "version", "created_at", "updated_at") output inserted.id as "id" values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19)
-- statement bcd208a4e29b
-- with @1 int, @2 int
select top(500) "id", "number", "origin", "language", "created_at" from "protocols" where "consultant_id" = @1 and "id" > @2 order by "id"
-- statement bcdb330c8f46
select max("id") as "highest" from "consultant_events"
-- statement bd19e61ca49f
select top (0) [number], [offer_no], [consultant_id], [cost], [given_turn], [given_at], [taken_turn], [taken_at], [choice], [acquired_at] from [consultant_offers];
-- statement bdb8d8c3f83d
declare @lock int; exec @lock = sp_getapplock @Resource = N'table calls', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [account], [content_hash], cast([placed_campaign] as int) as [placed_campaign], [placed_at], [missing_since], [first_seen], [last_changed], [created_at], [updated_at], [id], [list_name], [number], [call_date], [call_date_rfc3339], cast([campaign_id] as int) as [campaign_id], [campaign], [queue_id], [queue_name], [ring_group_id], [ring_group_name], [ivr_name], [receptive_name], [receptive_phone], [receptive_did], [has_agent], [agent], [acw_time], [speaking_time], [ivr_time], [ivr_after_call_time], [amd_time], [waiting_time], [speaking_with_agent_time], cast([route_id] as int) as [route_id], [route_name], [route_host], [route_endpoint], [route_caller_id], [billed_time], [billed_value], [qualification], [behavior], [readable_behavior_text], [phone_type], [recording], [recording_amd], cast([status_id] as int) as [status_id], [readable_status_text], [readable_amd_status_text], [mode], cast([hangup_cause] as int) as [hangup_cause], [sip_cause], [readable_hangup_cause_text], [feedback], [recorded], [ended_by_agent], [qualification_note], [sid], [is_dmc], [is_unknown], [is_transferred], [is_consult], [is_transfer], [is_conversion], cast([qualification_id] as int) as [qualification_id], [consult_cancelled], [recording_transfer], [recording_consult], [recording_after_consult_cancel], [ivr_digit_pressed], [record_name], [transcription], [ai_evaluation_status], cast([agent_id] as int) as [agent_id], cast([status] as int) as [status], [call_at_utc], [call_offset], cast([acw_seconds] as int) as [acw_seconds], cast([speaking_seconds] as int) as [speaking_seconds], cast([ivr_seconds] as int) as [ivr_seconds], cast([ivr_after_call_seconds] as int) as [ivr_after_call_seconds], cast([amd_seconds] as int) as [amd_seconds], cast([waiting_seconds] as int) as [waiting_seconds], cast([speaking_with_agent_seconds] as int) as [speaking_with_agent_seconds], cast([billed_seconds] as int) as [billed_seconds], cast([billed_amount] as nvarchar(50)) as [billed_amount], [route_route], [consults], [consult_ids], [consult], [consult_id], [transfer], [transfer_id], [parent], [parent_id], [ivr_after_call], [is_final]
into #stage from [calls];
-- statement bdd91734c6f6
select top(2) * from "call_quarantine" order by "id" desc
-- statement be36c46fc657
update t set [original] = s.[original], [execution_id] = s.[execution_id]
from [call_oddities] as t with (updlock, holdlock) join #stage as s on t.[account] = s.[account] and t.[call_id] = s.[call_id] and t.[field] = s.[field] and t.[rule] = s.[rule];
insert into [call_oddities] ([account], [call_id], [field], [rule], [original], [execution_id])
select s.[account], s.[call_id], s.[field], s.[rule], s.[original], s.[execution_id]
from #stage as s where not exists (select 1 from [call_oddities] as t with (updlock, holdlock) where t.[account] = s.[account] and t.[call_id] = s.[call_id] and t.[field] = s.[field] and t.[rule] = s.[rule]);
drop table if exists #stage;
-- statement beaa4a6d07af
select * from "mailing_values" order by "position"
-- statement bee61acb747f
select count(*) as "found" from "outbox"
-- statement bf82f3413e18
create table "execution_logs" ("id" int identity(1, 1) primary key, "execution_date" datetime2(3) not null, "start_date" nvarchar(50) not null, "end_date" nvarchar(50) not null, "campaign_ids" nvarchar(max) not null, "execution_time_seconds" int, "status" nvarchar(32) not null, "error_message" nvarchar(max), "created_at" datetime2(3) not null, "workflow_id" nvarchar(255) collate Latin1_General_100_BIN2 not null, "run_id" nvarchar(100) collate Latin1_General_100_BIN2 not null, "account" nvarchar(40) collate Latin1_General_100_BIN2 not null, "zone" nvarchar(64) not null, "kind" nvarchar(32) not null, "ended_at" datetime2(3), "expected_rows" int, "total_records" int default 0 not null, "successful_records" int default 0 not null, "failed_records" int default 0 not null, "pages" int default 0 not null, "rows_fetched" int default 0 not null, "rows_inserted" int default 0 not null, "rows_updated" int default 0 not null, "rows_unchanged" int default 0 not null, "rows_quarantined" int default 0 not null, "rows_failed" int default 0 not null, "windows_total" int default 0 not null, "windows_complete" int default 0 not null, "windows_partial" int default 0 not null, "windows_failed" int default 0 not null, constraint "uq_execution_logs_run" unique ("workflow_id", "run_id"))
-- statement c1d6c7c76a49
-- with @1 nvarchar(4000), @2 int, @3 int, @4 nvarchar(4000), @5 nvarchar(4000)
update "consultant_handovers" set "phase" = @1, "offer_no" = @2, "consultant_id" = @3, "updated_at" = @4 where "number" = @5
-- statement c2f8ad3a19fa
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_raw', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
drop table if exists #stage;
select top (0) [account], [call_id], [content_hash], [fetched_at], cast([execution_id] as int) as [execution_id], [raw]
into #stage from [call_raw];
-- statement c34e55d91123
create index "ix_consultant_handovers_phase" on "consultant_handovers" ("phase", "protocol_id")
-- statement c3974fbd9af4
create table "call_windows" ("execution_id" int not null, "ordinal" int not null, "batch" nvarchar(100) collate Latin1_General_100_BIN2 not null, "account" nvarchar(40) collate Latin1_General_100_BIN2 not null, "campaign_id" int not null, "from_utc" datetime2(3) not null, "to_utc" datetime2(3) not null, "state" nvarchar(32) not null, "expected_total" int, "stored_total" int, "cursor" nvarchar(max), "reason" nvarchar(100), "detail" nvarchar(max), "started_at" datetime2(3), "finished_at" datetime2(3), "passes" int default 0 not null, "pages" int default 0 not null, "rows_fetched" int default 0 not null, "rows_inserted" int default 0 not null, "rows_updated" int default 0 not null, "rows_unchanged" int default 0 not null, "rows_quarantined" int default 0 not null, "rows_failed" int default 0 not null, constraint "pk_call_windows" primary key ("execution_id", "ordinal"))
-- statement c475b0bdf284
-- with @1 nvarchar(4000)
select "id" from "access_users" where "id" = @1
-- statement c4766ac9621f
-- with @1 nvarchar(4000)
declare @lock int; exec @lock = sp_getapplock @Resource = @1, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
-- statement c4d095c4dce4
-- with @1 nvarchar(4000), @2 int, @3 int, @4 int, @5 int, @6 int, @7 int, @8 int, @9 int
update "call_windows" set "cursor" = @1, "pages" = "pages" + @2, "rows_fetched" = "rows_fetched" + @3, "rows_inserted" = "rows_inserted" + @4, "rows_updated" = "rows_updated" + @5, "rows_unchanged" = "rows_unchanged" + @6, "rows_quarantined" = "rows_quarantined" + @7 where "execution_id" = @8 and "ordinal" = @9 and "finished_at" is null
-- statement c4eac991fbd4
-- with @1 nvarchar(40), @2 nvarchar(50), @3 nvarchar(64), @4 datetime2(3), @5 int, @6 nvarchar(max)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_raw', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_raw] with (updlock, holdlock) set [content_hash] = @3, [fetched_at] = @4, [execution_id] = @5, [raw] = @6
where [account] = @1 and [call_id] = @2 and [content_hash] <> @3;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @1, @2, @3, @4, @5, @6
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @1 and [call_id] = @2);
-- statement c5258d1889d9
-- with @1 nvarchar(4000)
select top(3) * from "execution_logs" where "kind" = @1 order by "id" desc
-- statement c529308a53e2
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 nvarchar(4000), @6 nvarchar(4000), @7 nvarchar(4000)
insert into "alerts" ("integration", "kind", "unit", "detail", "raised_at", "last_seen_at", "cleared_at") values (@1, @2, @3, @4, @5, @6, @7)
-- statement c6cc4fd4c386
-- with @1 nvarchar(4000), @2 nvarchar(max)
delete from "call_oddities" where "account" = @1 and "call_id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'))
-- statement c765bf458651
select top(10) * from "call_quarantine" order by "id" desc
-- statement c7764fcf6432
-- with @1 nvarchar(40), @2 nvarchar(50), @3 nvarchar(64), @4 datetime2(3), @5 int, @6 nvarchar(max), @7 nvarchar(40), @8 nvarchar(50), @9 nvarchar(64), @10 datetime2(3), @11 int, @12 nvarchar(max), @13 nvarchar(40), @14 nvarchar(50), @15 nvarchar(64), @16 datetime2(3), @17 int, @18 nvarchar(max), @19 nvarchar(40), @20 nvarchar(50), @21 nvarchar(64), @22 datetime2(3), @23 int, @24 nvarchar(max), @25 nvarchar(40), @26 nvarchar(50), @27 nvarchar(64), @28 datetime2(3), @29 int, @30 nvarchar(max)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_raw', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [call_raw] with (updlock, holdlock) set [content_hash] = @3, [fetched_at] = @4, [execution_id] = @5, [raw] = @6
where [account] = @1 and [call_id] = @2 and [content_hash] <> @3;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @1, @2, @3, @4, @5, @6
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @1 and [call_id] = @2);
update [call_raw] with (updlock, holdlock) set [content_hash] = @9, [fetched_at] = @10, [execution_id] = @11, [raw] = @12
where [account] = @7 and [call_id] = @8 and [content_hash] <> @9;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @7, @8, @9, @10, @11, @12
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @7 and [call_id] = @8);
update [call_raw] with (updlock, holdlock) set [content_hash] = @15, [fetched_at] = @16, [execution_id] = @17, [raw] = @18
where [account] = @13 and [call_id] = @14 and [content_hash] <> @15;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @13, @14, @15, @16, @17, @18
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @13 and [call_id] = @14);
update [call_raw] with (updlock, holdlock) set [content_hash] = @21, [fetched_at] = @22, [execution_id] = @23, [raw] = @24
where [account] = @19 and [call_id] = @20 and [content_hash] <> @21;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @19, @20, @21, @22, @23, @24
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @19 and [call_id] = @20);
update [call_raw] with (updlock, holdlock) set [content_hash] = @27, [fetched_at] = @28, [execution_id] = @29, [raw] = @30
where [account] = @25 and [call_id] = @26 and [content_hash] <> @27;
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select @25, @26, @27, @28, @29, @30
where not exists (select 1 from [call_raw] with (updlock, holdlock) where [account] = @25 and [call_id] = @26);
-- statement c85035b50933
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 int, @5 int, @6 int, @7 int, @8 int, @9 int, @10 nvarchar(4000), @11 int, @12 int, @13 int, @14 int, @15 int, @16 int, @17 int, @18 int, @19 int, @20 int
update "execution_logs" set "status" = @1, "error_message" = @2, "ended_at" = @3, "execution_time_seconds" = @4, "windows_total" = @5, "windows_complete" = @6, "windows_partial" = @7, "windows_failed" = @8, "pages" = @9, "expected_rows" = @10, "rows_fetched" = @11, "rows_inserted" = @12, "rows_updated" = @13, "rows_unchanged" = @14, "rows_quarantined" = @15, "rows_failed" = @16, "total_records" = @17, "successful_records" = @18, "failed_records" = @19 where "id" = @20
-- statement c9ad7a37c987
-- with @1 int
select "outcome" as "name", "events" as "found" from "call_events" where "events" > @1
-- statement c9c6bf528f8e
select schema_name() as "schema"
-- statement c9fa0c9ca84b
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 nvarchar(4000), @6 nvarchar(4000), @7 nvarchar(4000)
select top(9) "number", "phase", "outcome", "offer_no", "consultant_id", "requested_at", "call_back_promised" from "consultant_handovers" as "handover" where ("phase" in (@1, @2, @3, @4, @5) or "number" in (select [value] collate Latin1_General_100_BIN2 from openjson(@6) with ([value] nvarchar(400) '$'))) and not exists (select "outbox"."id" from "outbox" where "topic" = @7 and "subject" = "handover"."number" and "done_at" is null) order by "protocol_id"
-- statement cb0132a23af1
-- with @1 nvarchar(4000)
delete from "consultant_answers" where "id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@1) with ([value] nvarchar(400) '$'))
-- statement cc103ceaaf6e
-- with @1 nvarchar(4000)
select top(6) * from "execution_logs" where "status" = @1 order by "id" desc
-- statement cc8c6c913055
-- with @1 int
declare @lock int; exec @lock = sp_getapplock @Resource = N'table execution_logs', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; select "status" from "execution_logs" with (updlock, holdlock, rowlock) where "id" = @1
-- statement ce054ec7e4f1
-- with @1 int
select top(3) * from "calls" where "placed_campaign" = @1 order by "placed_at", "id", "account"
-- statement ce1a37309f43
-- with @1 nvarchar(4000), @2 int, @3 int
update "outbox" set "done_at" = @1 where "id" in (@2, @3)
-- statement ce766ff4d505
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000)
update "access_answers" set "answer" = @1 where "id" = @2 and "owner" = @3
-- statement ce7b17bca609
-- with @1 nvarchar(4000)
select * from "protocols" where "number" = @1
-- statement cedfd7c67ac1
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 int, @4 nvarchar(4000)
update "call_watermarks" set "complete_to" = @1 where "account" = @2 and "campaign_id" = @3 and "complete_to" < @4
-- statement cfd5e7c00b30
-- with @1 nvarchar(4000), @2 int, @3 int
update "consultants" set "last_offered_at" = @1, "last_turn" = @2 where "id" = @3
-- statement d00cf8c156b5
-- with @1 int, @2 int, @3 nvarchar(4000), @4 int
update "consultants" set "active" = @1, "version" = @2, "updated_at" = @3 where "id" = @4
-- statement d01f6d247d88
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000), @4 nvarchar(4000), @5 nvarchar(4000), @6 nvarchar(4000), @7 nvarchar(4000)
select count(*) as "found" from "call_quarantine" as "q" left join "call_windows" as "w" on "w"."execution_id" = "q"."execution_id" and "w"."ordinal" = "q"."ordinal" where "q"."account" = @1 and "q"."campaign_id" = @2 and "q"."resolved_at" is null and "q"."reason" <> @3 and (("q"."call_at_utc" >= @4 and "q"."call_at_utc" < @5) or ("q"."call_at_utc" is null and "w"."from_utc" >= @6 and "w"."to_utc" <= @7))
-- statement d07e6fa4c02e
select "status" as "name", count(*) as "found" from "execution_logs" group by "status"
-- statement d1089c61fcb0
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 int, @4 nvarchar(4000), @5 nvarchar(4000), @6 nvarchar(4000), @7 int, @8 nvarchar(4000), @9 nvarchar(4000)
insert into "protocols" ("number", "series", "sequence", "consultant_id", "origin", "language", "version", "created_at", "updated_at") output inserted.id as "id" values (@1, @2, @3, @4, @5, @6, @7, @8, @9)
-- statement d12ab6008d2d
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 int, @4 int, @5 nvarchar(4000), @6 int, @7 nvarchar(4000)
update "consultant_handovers" set "phase" = @1, "outcome" = @2, "offer_no" = @3, "consultant_id" = @4, "updated_at" = @5, "call_back_promised" = @6 where "number" = @7
-- statement d19460f6326d
-- with @1 nvarchar(4000), @2 nvarchar(max)
select "id", "content_hash", "missing_since", "placed_campaign", "placed_at" from "calls" where "account" = @1 and "id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'))
-- statement d245b71d586d
-- with @1 int
select top(500) "id", "created_at" from "outbox" where "id" > @1 order by "id"
-- statement d5d29b64f315
-- with @1 nvarchar(4000), @2 nvarchar(4000)
select top(500) "id" from "calls" where "account" = @1 and "placed_at" < @2 order by "placed_at"
-- statement d6021187906a
select count(*) as "found" from "consultants" where "deleted_at" is null
-- statement d6c3b4c5d2e5
-- with @1 int, @2 int
update "consultants" set "owed" = @1 where "id" in (@2)
-- statement d861598f6001
-- with @1 nvarchar(4000), @2 nvarchar(4000)
update "access_users" set "password_hash" = @1 where "id" = @2
-- statement d8ce48eff427
create table "protocols" ("id" int identity(1, 1) primary key, "number" nvarchar(40) collate Latin1_General_100_BIN2 not null unique, "series" nvarchar(40) collate Latin1_General_100_BIN2 not null, "sequence" int not null, "consultant_id" int, "origin" nvarchar(32) collate Latin1_General_100_BIN2 not null, "language" nvarchar(max), "description" nvarchar(max), "priority" nvarchar(max), "status" nvarchar(max), "version" int not null, "created_at" datetime2(3) not null, "updated_at" datetime2(3) not null, constraint "uq_protocols_sequence" unique ("series", "sequence"))
-- statement d987257ffdea
create table "access_sessions" ("id" nvarchar(36) collate Latin1_General_100_BIN2 not null primary key, "user_id" nvarchar(36) collate Latin1_General_100_BIN2 not null, "kind" nvarchar(20) collate Latin1_General_100_BIN2 not null, "token_hash" nvarchar(64) collate Latin1_General_100_BIN2 not null, "expires_at" datetime2(3) not null)
-- statement dc2901130308
-- with @1 nvarchar(100), @2 nvarchar(100), @3 nvarchar(255), @4 nvarchar(max), @5 datetime2(3), @6 datetime2(3), @7 datetime2(3), @8 nvarchar(100), @9 nvarchar(100), @10 nvarchar(255), @11 nvarchar(max), @12 datetime2(3), @13 datetime2(3), @14 datetime2(3)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table alerts', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [alerts] with (updlock, holdlock) set [detail] = @4, [last_seen_at] = @6, [cleared_at] = @7
where [integration] = @1 and [kind] = @2 and [unit] = @3;
insert into [alerts] ([integration], [kind], [unit], [detail], [raised_at], [last_seen_at], [cleared_at])
select @1, @2, @3, @4, @5, @6, @7
where not exists (select 1 from [alerts] with (updlock, holdlock) where [integration] = @1 and [kind] = @2 and [unit] = @3);
update [alerts] with (updlock, holdlock) set [detail] = @11, [last_seen_at] = @13, [cleared_at] = @14
where [integration] = @8 and [kind] = @9 and [unit] = @10;
insert into [alerts] ([integration], [kind], [unit], [detail], [raised_at], [last_seen_at], [cleared_at])
select @8, @9, @10, @11, @12, @13, @14
where not exists (select 1 from [alerts] with (updlock, holdlock) where [integration] = @8 and [kind] = @9 and [unit] = @10);
-- statement dc87b2ca95c5
-- with @1 nvarchar(4000), @2 nvarchar(4000)
delete from "call_raw" where "account" = @1 and "call_id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'))
-- statement dccee1a942a1
select * from "protocol_series"
-- statement dd179f2c8a82
-- with @1 nvarchar(40), @2 float, @3 float, @4 float, @5 float, @6 float, @7 float
declare @lock int; exec @lock = sp_getapplock @Resource = N'table request_budgets', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [request_budgets] ([account], [rate], [max_rate], [configured_rate], [next_free_at_ms], [limited_at_ms], [recovered_at_ms])
select @1, @2, @3, @4, @5, @6, @7
where not exists (select 1 from [request_budgets] with (updlock, holdlock) where [account] = @1);
-- statement dd404f419919
create table "access_users" ("id" nvarchar(36) collate Latin1_General_100_BIN2 not null primary key, "name" nvarchar(60) collate Latin1_General_100_BIN2 not null unique, "role" nvarchar(20) collate Latin1_General_100_BIN2 not null, "password_hash" nvarchar(300) not null, "created_at" datetime2(3) not null)
-- statement dd4de0d088c8
create index "ix_consultant_events_number" on "consultant_events" ("number")
-- statement dfb1bf22e8bf
-- with @1 nvarchar(4000)
select top(5) * from "consultant_handovers" where "phase" = @1 order by "protocol_id"
-- statement dfee4a51f79c
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000)
select "id" from "alerts" where "integration" = @1 and "kind" = @2 and "unit" = @3 and "cleared_at" is null
-- statement e08cf4e9e0ff
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000), @4 nvarchar(4000)
select count(*) as "found" from "calls" where "account" = @1 and "placed_campaign" = @2 and "placed_at" >= @3 and "placed_at" < @4 and "missing_since" is null
-- statement e1a5a6edee9f
create index "ix_calls_not_final" on "calls" ("account", "placed_at") where "is_final" = 0
-- statement e1f9606e0b5f
select top (0) [account], [campaign_id], [reason], [raw_hash], [execution_id], [ordinal], [page], [raw], [call_at_utc], [quarantined_at] from [call_quarantine];
-- statement e24b089b1223
create index "ix_execution_logs_status" on "execution_logs" ("status")
-- statement e44037517ca5
create table "mailing_aliases" ("id" int identity(1, 1) primary key, "account" nvarchar(40) collate Latin1_General_100_BIN2 not null, "campaign_id" int, "normalised_name" nvarchar(400) collate Latin1_General_100_BIN2 not null, "legacy_column" nvarchar(100) collate Latin1_General_100_BIN2 not null, constraint "uq_mailing_aliases" unique ("account", "campaign_id", "normalised_name"))
-- statement e4aa26b7aabf
-- with @1 nvarchar(4000), @2 nvarchar(4000)
select max("last_at") as "at" from "call_events" where "account" = @1 and "outcome" <> @2
-- statement e4b544f65319
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 int, @6 int, @7 int, @8 nvarchar(4000), @9 nvarchar(4000), @10 nvarchar(4000), @11 nvarchar(4000), @12 int, @13 int, @14 int, @15 int, @16 nvarchar(4000), @17 nvarchar(4000)
insert into "consultants" ("name", "email", "phone", "languages", "active", "in_rotation", "online", "presence_until", "pipedrive_id", "email_key", "last_offered_at", "last_turn", "missed_in_a_row", "owed", "version", "created_at", "updated_at") output inserted.id as "id" values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17)
-- statement e4c3fa5b9e1f
-- with @1 nvarchar(40), @2 nvarchar(50), @3 int, @4 nvarchar(64), @5 datetime2(3), @6 datetime2(3), @7 nvarchar(50), @8 nvarchar(50), @9 int, @10 int, @11 int, @12 nvarchar(10), @13 nvarchar(50), @14 int, @15 int, @16 int, @17 int, @18 int, @19 nvarchar(255), @20 nvarchar(255), @21 nvarchar(255), @22 nvarchar(100), @23 nvarchar(255), @24 nvarchar(20), @25 nvarchar(10), @26 nvarchar(255), @27 nvarchar(50), @28 nvarchar(max), @29 nvarchar(max), @30 nvarchar(40), @31 nvarchar(50), @32 int, @33 nvarchar(64), @34 datetime2(3), @35 datetime2(3), @36 nvarchar(50), @37 nvarchar(50), @38 int, @39 int, @40 int, @41 nvarchar(10), @42 nvarchar(50), @43 int, @44 int, @45 int, @46 int, @47 int, @48 nvarchar(255), @49 nvarchar(255), @50 nvarchar(255), @51 nvarchar(100), @52 nvarchar(255), @53 nvarchar(20), @54 nvarchar(10), @55 nvarchar(255), @56 nvarchar(50), @57 nvarchar(max), @58 nvarchar(max), @59 nvarchar(40), @60 nvarchar(50), @61 int, @62 nvarchar(64), @63 datetime2(3), @64 datetime2(3), @65 nvarchar(50), @66 nvarchar(50), @67 int, @68 int, @69 int, @70 nvarchar(10), @71 nvarchar(50), @72 int, @73 int, @74 int, @75 int, @76 int, @77 nvarchar(255), @78 nvarchar(255), @79 nvarchar(255), @80 nvarchar(100), @81 nvarchar(255), @82 nvarchar(20), @83 nvarchar(10), @84 nvarchar(255), @85 nvarchar(50), @86 nvarchar(max), @87 nvarchar(max)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table mailing_data', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
update [mailing_data] with (updlock, holdlock) set [content_hash] = @4, [updated_at] = @6, [identifier] = @8, [campaign_id] = @9, [company_id] = @10, [list_id] = @11, [uf] = @12, [phone] = @13, [dialed_phone] = @14, [dialed_identifier] = @15, [on_calling] = @16, [column_position] = @17, [row_position] = @18, [estrategia] = @19, [razao_social] = @20, [nome_fantasia] = @21, [valor_conta] = @22, [cidade] = @23, [cep] = @24, [uf_mailing] = @25, [socio] = @26, [cpf] = @27, [data_json] = @28, [values_json] = @29
where [account] = @1 and [call_id] = @2 and [copy] = @3 and [_id] = @7 and [content_hash] <> @4;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20, @21, @22, @23, @24, @25, @26, @27, @28, @29
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @1 and [call_id] = @2 and [copy] = @3 and [_id] = @7);
update [mailing_data] with (updlock, holdlock) set [content_hash] = @33, [updated_at] = @35, [identifier] = @37, [campaign_id] = @38, [company_id] = @39, [list_id] = @40, [uf] = @41, [phone] = @42, [dialed_phone] = @43, [dialed_identifier] = @44, [on_calling] = @45, [column_position] = @46, [row_position] = @47, [estrategia] = @48, [razao_social] = @49, [nome_fantasia] = @50, [valor_conta] = @51, [cidade] = @52, [cep] = @53, [uf_mailing] = @54, [socio] = @55, [cpf] = @56, [data_json] = @57, [values_json] = @58
where [account] = @30 and [call_id] = @31 and [copy] = @32 and [_id] = @36 and [content_hash] <> @33;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @30, @31, @32, @33, @34, @35, @36, @37, @38, @39, @40, @41, @42, @43, @44, @45, @46, @47, @48, @49, @50, @51, @52, @53, @54, @55, @56, @57, @58
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @30 and [call_id] = @31 and [copy] = @32 and [_id] = @36);
update [mailing_data] with (updlock, holdlock) set [content_hash] = @62, [updated_at] = @64, [identifier] = @66, [campaign_id] = @67, [company_id] = @68, [list_id] = @69, [uf] = @70, [phone] = @71, [dialed_phone] = @72, [dialed_identifier] = @73, [on_calling] = @74, [column_position] = @75, [row_position] = @76, [estrategia] = @77, [razao_social] = @78, [nome_fantasia] = @79, [valor_conta] = @80, [cidade] = @81, [cep] = @82, [uf_mailing] = @83, [socio] = @84, [cpf] = @85, [data_json] = @86, [values_json] = @87
where [account] = @59 and [call_id] = @60 and [copy] = @61 and [_id] = @65 and [content_hash] <> @62;
insert into [mailing_data] ([account], [call_id], [copy], [content_hash], [created_at], [updated_at], [_id], [identifier], [campaign_id], [company_id], [list_id], [uf], [phone], [dialed_phone], [dialed_identifier], [on_calling], [column_position], [row_position], [estrategia], [razao_social], [nome_fantasia], [valor_conta], [cidade], [cep], [uf_mailing], [socio], [cpf], [data_json], [values_json])
select @59, @60, @61, @62, @63, @64, @65, @66, @67, @68, @69, @70, @71, @72, @73, @74, @75, @76, @77, @78, @79, @80, @81, @82, @83, @84, @85, @86, @87
where not exists (select 1 from [mailing_data] with (updlock, holdlock) where [account] = @59 and [call_id] = @60 and [copy] = @61 and [_id] = @65);
-- statement e4e10db3adf9
-- with @1 nvarchar(4000), @2 int
select top(1) "consultant_id" from "consultant_offers" where "number" = @1 and "offer_no" < @2 and "consultant_id" is not null order by "offer_no" desc
-- statement e50ae6108ad9
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 int
update "call_quarantine" set "resolved_at" = @1, "resolution" = @2 where "id" = @3 and "resolved_at" is null
-- statement e69b8f6c5a33
select "id", "owed" from "consultants" order by "id"
-- statement e6bae1632dd3
-- with @1 nvarchar(4000)
select top(500) "id", "expires_at" from "consultant_answers" where "id" > @1 order by "id"
-- statement e6cc21e4a621
-- with @1 int, @2 int
select top(3) * from "call_windows" where "execution_id" = @1 and "ordinal" > @2 order by "ordinal"
-- statement e6eda9e0db81
-- with @1 nvarchar(4000), @2 int
update "outbox" set "claimed_until" = @1 where "id" = @2
-- statement e794b5e3d661
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000)
update "calls" set "missing_since" = @1 where "account" = @2 and "id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@3) with ([value] nvarchar(400) '$')) and "missing_since" is null
-- statement e7fd0082a409
create table "call_watermarks" ("account" nvarchar(40) collate Latin1_General_100_BIN2 not null, "campaign_id" int not null, "complete_to" datetime2(3) not null, constraint "pk_call_watermarks" primary key ("account", "campaign_id"))
-- statement e896657f12dd
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 int, @6 nvarchar(4000), @7 nvarchar(4000)
update "call_windows" set "state" = @1, "reason" = @2, "detail" = @3, "finished_at" = @4 where "execution_id" = @5 and "state" in (@6, @7)
-- statement e8a72b3cd8a0
select top(10) * from "call_quarantine" where "resolved_at" is null order by "id" desc
-- statement e921778a50a8
-- with @1 nvarchar(4000)
select top(10) * from "consultant_handovers" where "phase" = @1 order by "protocol_id" desc
-- statement e9b7507aee1a
select count(*) as "found" from "consultant_events"
-- statement ea63e8c55d72
-- with @1 nvarchar(150), @2 nvarchar(32), @3 nvarchar(40), @4 int, @5 nvarchar(100), @6 datetime2(3), @7 nvarchar(max)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table consultant_events', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [consultant_events] ([event_key], [kind], [number], [consultant_id], [actor], [at], [detail])
select @1, @2, @3, @4, @5, @6, @7
where not exists (select 1 from [consultant_events] with (updlock, holdlock) where [event_key] = @1);
-- statement eb18a18d031a
-- with @1 int
select top(10) * from "call_windows" where "execution_id" = @1 order by "ordinal"
-- statement eb3faa9df28d
-- with @1 nvarchar(40), @2 nvarchar(32), @3 int, @4 datetime2(3)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table call_events', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [call_events] ([account], [outcome], [events], [last_at])
select @1, @2, @3, @4
where not exists (select 1 from [call_events] with (updlock, holdlock) where [account] = @1 and [outcome] = @2);
-- statement ebd8d107192a
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 int, @4 nvarchar(4000), @5 int
update "consultants" set "deleted_at" = @1, "email_key" = @2, "version" = @3, "updated_at" = @4 where "id" = @5
-- statement ec8d6f2edc42
create index "ix_outbox_waiting" on "outbox" ("topic", "claimed_until") where "done_at" is null
-- statement eccf9605bc21
create table "protocol_series" ("series" nvarchar(40) collate Latin1_General_100_BIN2 not null primary key, "last_number" int not null, "last_issued_at" datetime2(3) not null)
-- statement ed0b1c5be140
-- with @1 nvarchar(4000), @2 nvarchar(max)
delete from "calls" where "account" = @1 and "id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'))
-- statement ed43a2dadce0
-- with @1 nvarchar(max), @2 nvarchar(4000), @3 int, @4 nvarchar(4000), @5 int
update "protocols" set "description" = @1, "status" = @2, "version" = @3, "updated_at" = @4 where "id" = @5
-- statement ed7603abe685
-- with @1 nvarchar(4000), @2 nvarchar(4000)
select "id", "content_hash", "missing_since", "placed_campaign", "placed_at" from "calls" where "account" = @1 and "id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'))
-- statement ef3674421ef1
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000)
update "access_sessions" set "token_hash" = @1, "expires_at" = @2 where "id" = @3 and "token_hash" = @4
-- statement ef6b3d21f336
-- with @1 nvarchar(4000), @2 int, @3 int, @4 nvarchar(4000), @5 int, @6 nvarchar(4000), @7 int
update "consultants" set "name" = @1, "active" = @2, "online" = @3, "presence_until" = @4, "version" = @5, "updated_at" = @6 where "id" = @7
-- statement ef787c4ba41c
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 int
select * from "call_windows" where "account" = @1 and "from_utc" < @2 and "to_utc" > @3 and "campaign_id" in (@4) order by case when finished_at is null then 0 else 1 end, "finished_at", "execution_id", "ordinal"
-- statement efe47eb4cb5a
-- with @1 nvarchar(4000)
select top(2) * from "consultant_events" where "number" = @1 order by "id" desc
-- statement f0f308f648ba
-- with @1 nvarchar(4000), @2 nvarchar(4000)
delete from "mailing_data" where "account" = @1 and "call_id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'))
-- statement f10379bb364f
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000), @4 nvarchar(4000), @5 int, @6 int, @7 int
select "execution_id", sum(case when state = @1 then 1 else 0 end) as "complete", sum(case when state = @2 then 1 else 0 end) as "partial", sum(case when state = @3 then 1 else 0 end) as "failed", sum(case when state = @4 then 1 else 0 end) as "split", count(*) as "total", sum(case when state <> 'split' then expected_total end) as "expected_rows", sum("pages") as "pages", sum("rows_fetched") as "fetched", sum("rows_inserted") as "inserted", sum("rows_updated") as "updated", sum("rows_unchanged") as "unchanged", sum("rows_quarantined") as "quarantined", sum("rows_failed") as "failed_rows" from "call_windows" where "execution_id" in (@5, @6, @7) group by "execution_id"
-- statement f16dcc81c4ea
-- with @1 nvarchar(4000), @2 nvarchar(4000)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table outbox', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; select top(2) "id", "topic", "subject", "payload", "attempts" from "outbox" with (updlock, holdlock, rowlock) where "topic" = @1 and "done_at" is null and "claimed_until" <= @2 order by "id"
-- statement f1f081b9de8a
select * from "access_api_keys" order by "created_at", "id"
-- statement f243b623fe3e
-- with @1 nvarchar(4000)
select top(10) * from "alerts" where "integration" = @1 and "cleared_at" is null order by "id" desc
-- statement f2615f5349ca
-- with @1 int, @2 nvarchar(4000)
insert into "call_plans" ("execution_id", "batch") values (@1, @2)
-- statement f2a5e5c563ae
update t set [detail] = s.[detail], [last_seen_at] = s.[last_seen_at], [cleared_at] = s.[cleared_at]
from [alerts] as t with (updlock, holdlock) join #stage as s on t.[integration] = s.[integration] and t.[kind] = s.[kind] and t.[unit] = s.[unit];
insert into [alerts] ([integration], [kind], [unit], [detail], [raised_at], [last_seen_at], [cleared_at])
select s.[integration], s.[kind], s.[unit], s.[detail], s.[raised_at], s.[last_seen_at], s.[cleared_at]
from #stage as s where not exists (select 1 from [alerts] as t with (updlock, holdlock) where t.[integration] = s.[integration] and t.[kind] = s.[kind] and t.[unit] = s.[unit]);
drop table if exists #stage;
-- statement f2ff08e01243
select "name", "timestamp" from "kysely_migration"
-- statement f3c5b6ed159d
-- with @1 nvarchar(4000), @2 int, @3 nvarchar(4000), @4 int
update "protocols" set "status" = @1, "version" = @2, "updated_at" = @3 where "id" = @4
-- statement f411234309c4
create table "access_answers" ("id" nvarchar(64) collate Latin1_General_100_BIN2 not null primary key, "fingerprint" nvarchar(64) collate Latin1_General_100_BIN2 not null, "owner" nvarchar(36) collate Latin1_General_100_BIN2 not null, "claimed_until" datetime2(3) not null, "answer" nvarchar(max), "expires_at" datetime2(3) not null)
-- statement f44cde156904
-- with @1 nvarchar(4000), @2 int
update "alerts" set "cleared_at" = @1 where "id" = @2
-- statement f46beb2a5adb
-- with @1 int
select * from "protocols" where "id" = @1
-- statement f4b963987879
-- with @1 int
declare @lock int; exec @lock = sp_getapplock @Resource = N'table protocols', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; select * from "protocols" with (updlock, holdlock, rowlock) where "id" = @1
-- statement f57efe560b79
-- with @1 nvarchar(4000)
select * from "execution_logs" where "status" = @1 order by "id"
-- statement f5f899fbab8d
-- with @1 nvarchar(4000), @2 nvarchar(4000), @3 nvarchar(4000)
update "access_users" set "role" = @1, "password_hash" = @2 where "id" = @3
-- statement f628cfad963c
-- with @1 nvarchar(4000), @2 int
select "complete_to" from "call_watermarks" where "account" = @1 and "campaign_id" = @2
-- statement f62bfd047ed4
select * from no_such_table as "t"
-- statement f65c0a2931ed
set transaction isolation level read committed
-- statement f686d33e8c8d
-- with @1 int, @2 nvarchar(4000), @3 nvarchar(4000)
update "protocol_series" set "last_number" = @1, "last_issued_at" = @2 where "series" = @3
-- statement f6a3d82e0818
-- with @1 nvarchar(4000), @2 int
insert into "kysely_migration_lock" ("id", "is_locked") values (@1, @2)
-- statement f6af5c7d0c9d
create table "call_plans" ("execution_id" int not null, "batch" nvarchar(100) collate Latin1_General_100_BIN2 not null, constraint "pk_call_plans" primary key ("execution_id", "batch"))
-- statement f7700a84916f
-- with @1 nvarchar(4000)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table request_budgets', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; select * from "request_budgets" with (updlock, holdlock, rowlock) where "account" = @1
-- statement f7e421c69a89
-- with @1 nvarchar(4000), @2 nvarchar(4000)
delete from "call_quarantine" where "account" = @1 and coalesce("call_at_utc", "quarantined_at") < @2
-- statement f9bd2d0ef099
-- with @1 nvarchar(4000), @2 nvarchar(max)
delete from "mailing_data" where "account" = @1 and "call_id" in (select [value] collate Latin1_General_100_BIN2 from openjson(@2) with ([value] nvarchar(400) '$'))
-- statement fa2d98f0609a
select top(2) "number", "offer_no", "consultant_id" from "consultant_offers" where "released_at" is null and "consultant_id" is not null order by "number"
-- statement fa6fb29c8ed7
-- with @1 nvarchar(4000), @2 nvarchar(4000)
select "tables"."name" as "table_name", "tables"."type" as "table_type", "table_schemas"."name" as "table_schema_name", "columns"."default_object_id" as "column_default_object_id", "columns"."generated_always_type_desc" as "column_generated_always_type", "columns"."is_computed" as "column_is_computed", "columns"."is_identity" as "column_is_identity", "columns"."is_nullable" as "column_is_nullable", "columns"."is_rowguidcol" as "column_is_rowguidcol", "columns"."name" as "column_name", "types"."is_nullable" as "type_is_nullable", "types"."name" as "type_name", "type_schemas"."name" as "type_schema_name", "comments"."value" as "column_comment" from "sys"."tables" as "tables" left join "sys"."schemas" as "table_schemas" on "table_schemas"."schema_id" = "tables"."schema_id" inner join "sys"."columns" as "columns" on "columns"."object_id" = "tables"."object_id" inner join "sys"."types" as "types" on "types"."user_type_id" = "columns"."user_type_id" left join "sys"."schemas" as "type_schemas" on "type_schemas"."schema_id" = "types"."schema_id" left join "sys"."extended_properties" as "comments" on "comments"."major_id" = "tables"."object_id" and "comments"."minor_id" = "columns"."column_id" and "comments"."name" = @1 union all select "views"."name" as "table_name", "views"."type" as "table_type", "view_schemas"."name" as "table_schema_name", "columns"."default_object_id" as "column_default_object_id", "columns"."generated_always_type_desc" as "column_generated_always_type", "columns"."is_computed" as "column_is_computed", "columns"."is_identity" as "column_is_identity", "columns"."is_nullable" as "column_is_nullable", "columns"."is_rowguidcol" as "column_is_rowguidcol", "columns"."name" as "column_name", "types"."is_nullable" as "type_is_nullable", "types"."name" as "type_name", "type_schemas"."name" as "type_schema_name", "comments"."value" as "column_comment" from "sys"."views" as "views" left join "sys"."schemas" as "view_schemas" on "view_schemas"."schema_id" = "views"."schema_id" inner join "sys"."columns" as "columns" on "columns"."object_id" = "views"."object_id" inner join "sys"."types" as "types" on "types"."user_type_id" = "columns"."user_type_id" left join "sys"."schemas" as "type_schemas" on "type_schemas"."schema_id" = "types"."schema_id" left join "sys"."extended_properties" as "comments" on "comments"."major_id" = "views"."object_id" and "comments"."minor_id" = "columns"."column_id" and "comments"."name" = @2 order by "table_schema_name", "table_name", "column_name"
-- statement fb4b7b252e85
select "name" from "kysely_migration"
-- statement fbe0d33d2b8c
-- with @1 nvarchar(40), @2 int, @3 int, @4 int, @5 int, @6 datetime2(3), @7 int, @8 datetime2(3), @9 nvarchar(max), @10 datetime2(3)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table consultant_offers', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1;
insert into [consultant_offers] ([number], [offer_no], [consultant_id], [cost], [given_turn], [given_at], [taken_turn], [taken_at], [choice], [acquired_at])
select @1, @2, @3, @4, @5, @6, @7, @8, @9, @10
where not exists (select 1 from [consultant_offers] with (updlock, holdlock) where [number] = @1 and [offer_no] = @2);
-- statement fc37e139b233
-- with @1 nvarchar(4000)
declare @lock int; exec @lock = sp_getapplock @Resource = N'table consultant_handovers', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000; if @lock < 0 throw 51222, N'The lock was not granted in time.', 1; select * from "consultant_handovers" with (updlock, holdlock, rowlock) where "number" = @1
-- statement fc77f98b3836
-- with @1 nvarchar(4000)
select * from "access_users" where "name" = @1
-- statement fc83a7f1b0cc
create table "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null)
-- statement fc9230cc0810
-- with @1 nvarchar(4000)
select "id" from "kysely_migration_lock" where "id" = @1
-- statement fce270c116b1
-- with @1 int, @2 nvarchar(4000), @3 nvarchar(4000), @4 int
update "consultants" set "online" = @1, "presence_until" = @2, "not_responding_since" = @3 where "id" = @4
-- statement fef964a40b60
-- with @1 nvarchar(4000)
select * from "access_users" where "id" = @1
-- statement ff31d529f12d
update t set [content_hash] = s.[content_hash], [fetched_at] = s.[fetched_at], [execution_id] = s.[execution_id], [raw] = s.[raw]
from [call_raw] as t with (updlock, holdlock) join #stage as s on t.[account] = s.[account] and t.[call_id] = s.[call_id]
where t.[content_hash] <> s.[content_hash];
insert into [call_raw] ([account], [call_id], [content_hash], [fetched_at], [execution_id], [raw])
select s.[account], s.[call_id], s.[content_hash], s.[fetched_at], s.[execution_id], s.[raw]
from #stage as s where not exists (select 1 from [call_raw] as t with (updlock, holdlock) where t.[account] = s.[account] and t.[call_id] = s.[call_id]);
drop table if exists #stage;
